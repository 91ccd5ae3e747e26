using Microsoft.Extensions.AI;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Assistants.Tools;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Care.Words;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary>
/// Answers questions about a plant: by fixed sentences where no model may, by a model whose every figure is a stored one, or by
/// the rules' plan where its answer does not pass.
/// </summary>
internal sealed partial class PlantQuestions(
    AdvisorSetup setup, AdvisorModel model, PlantQuestionTools tools, CarePlans plans, PlantStatusCache statuses,
    SpeciesCatalogue species, AnswerParts parts, AuditLog audit, TimeProvider time, ILogger<PlantQuestions> logger)
{
    /// <summary>Of all it is asked for one question, against what one answer may take.</summary>
    private const int MaxPatience = 3;

    /// <summary>Whether there is a model; without one only what is answered by fixed sentences is.</summary>
    public bool IsOn => setup.Current.IsOn;

    /// <summary>Whether a question can be answered as things are.</summary>
    public bool CanAnswer(QuestionRequest request) => IsOn || QuestionTopics.Of(request.Text!).Certain != QuestionTopic.None;

    /// <summary>The plan of a plant that can be asked about; <see langword="null"/> where there is none.</summary>
    public CarePlan? PlanOf(string plantId) => plans.Current(plantId);

    /// <summary>Answers.</summary>
    /// <param name="plant">Which plant.</param>
    /// <param name="request">What, checked.</param>
    /// <param name="who">Who asks.</param>
    /// <param name="step">Is told what is done meanwhile.</param>
    /// <param name="cancellationToken">They do not wait for it any more.</param>
    /// <exception cref="AdvisorException">There is no answer, and why.</exception>
    public async Task<QuestionAnswer> Ask(
        Plant plant, QuestionRequest request, Principal who, Action<string> step, CancellationToken cancellationToken)
    {
        var plan = plans.Current(plant.Id) ?? throw new AdvisorException(AdvisorException.Refused, "It was put away.");
        var answer = await Ask(plant, plan, request, who, step, cancellationToken);
        audit.Note(who, "plant.ask", plant.Id, answer.Source.ToString().ToLowerInvariant());
        return answer;
    }

    private async Task<QuestionAnswer> Ask(
        Plant plant, CarePlan plan, QuestionRequest request, Principal who, Action<string> step,
        CancellationToken cancellationToken)
    {
        var (care, words) = (CareLanguages.Of(request.Language), QuestionWords.Of(request.Language));
        var facts = new QuestionFacts(care, words, parts);
        var topics = QuestionTopics.Of(request.Text!);
        var told = new QuestionAnswer(facts, plan, care, words) { Topics = topics.Certain, Source = QuestionSource.Template };
        if (topics.Certain != QuestionTopic.None) return told;
        var known = plant.Species is { } id ? species.Find(id) : null;
        var talk = new QuestionTalk(
            model, setup.Current, plan, facts, tools.Of(plant, facts), new ToolCaller(who, MayCare: false), step);
        List<ChatMessage> said =
        [
            new(ChatRole.System, QuestionPrompt.Rules(words)),
            new(ChatRole.User, QuestionPrompt.Case(
                plant, plan, known, request, facts, parts, statuses.Of(plant.Id).Condition, care)),
        ];
        var draft = await Talk(talk, said, cancellationToken);
        if (draft is null) Log.NotPassed(logger, plant.Id, talk.Model);
        return told with
        {
            Draft = draft,
            Source = draft is null ? QuestionSource.Rules : QuestionSource.Advisor,
            Topics = topics.Perhaps | (draft?.Topics ?? QuestionTopic.None),
            Model = talk.Model,
            Tokens = talk.Tokens,
        };
    }

    private async Task<QuestionDraft?> Talk(QuestionTalk talk, List<ChatMessage> said, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(setup.Current.Timeout * MaxPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            return await talk.Ask(said, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AdvisorException(AdvisorException.Unreachable, "The model did not answer in time.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 6901, Level = LogLevel.Information,
            Message = "Question answered by rules: nothing that {Model} said of {Plant} passed the checks")]
        public static partial void NotPassed(ILogger logger, string plant, string? model);
    }
}
