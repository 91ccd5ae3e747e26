using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary>Questions about a plant.</summary>
internal static class QuestionsApi
{
    private const string Route = "/{id}/questions";

    private static readonly QuestionsJson Wire = QuestionsJson.Default;

    public static void MapQuestions(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup(PlantsApi.Path).WithTags("Care"), RouteRights.Api);
        Map(routes.MapGroup(PlantsApi.LocalPath).LocalOnly(), RouteRights.Local);
        routes.MapPhotoLook();
    }

    private static void Map(RouteGroupBuilder plants, RouteRights rights) => plants.MapPost(Route, Ask).Needs(rights.Care)
        .WithSummary("Asks about a plant: server-sent events, and at the end the answer.")
        .WithDescription(
            """
            `delta` says what is done meanwhile: `{"step","text"}`. At last comes either `answer`:
            `{"text","parts","facts","source","language","model","tokens"}`, where each figure of `parts` names the
            fact of `facts` that it is, or `error`: `{"code","message","opens_at"}`, where `code` is
            `advisor_budget`, `advisor_unreachable` or `advisor_off`. What is known before anything was sent is
            no event but a problem with the same `code`: a budget that is spent is 429 with `Retry-After`. A model's
            words are checked before
            they are sent; where they do not pass, `source` is `rules` and the answer is the rules' plan. Poison,
            doses and what may be eaten are fixed sentences, `source` is `template`, and no model is asked.
            `earlier` may send the last 3 questions of a conversation along with their answers:
            `[{"text","answer"}]`; they are kept nowhere. At most 2 questions at a time of one caller, and 10 at
            once with one more each 20 seconds.
            """)
        .Counts(RequestLoad.Stream)
        .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status502BadGateway);

    private static Results<QuestionStream, ValidationProblem, ProblemHttpResult> Ask(
        string id, QuestionRequest request, HttpContext context, PlantStore plants, PlantQuestions questions, QuestionGate gate)
    {
        if (request.Check() is { Count: > 0 } errors) return TypedResults.ValidationProblem(errors);
        if (plants.Find(id) is not { } plant || questions.PlanOf(id) is null) return CareApi.NoPlan(id);
        var words = QuestionWords.Of(request.Language);
        if (!questions.CanAnswer(request)) return Problem(StatusCodes.Status409Conflict, AdvisorException.Off, words);
        var who = context.Principal();
        var (turn, wait) = gate.Enter(who);
        if (turn is null) return TooMany(context, wait, words);
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        return new QuestionStream(
            async (step, ends) => QuestionStream.Event("answer", JsonSerializer.Serialize(
                QuestionMapper.View(await questions.Ask(plant.Value, request, who, step, ends)), Wire.QuestionAnswerView)),
            turn)
        {
            Show = step => QuestionStream.Event(
                "delta", JsonSerializer.Serialize(new QuestionDelta(step, words.Step(step)), Wire.QuestionDelta)),
            Refuse = exception => AdvisorProblems.Of(exception, context, time, words.Problem(exception.Code)),
            Fail = exception => Error(exception, words),
        };
    }

    /// <summary>The answer to who asks too much.</summary>
    public static ProblemHttpResult TooMany(HttpContext context, TimeSpan wait, QuestionWords words)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers[HeaderNames.RetryAfter] = seconds.ToString(CultureInfo.InvariantCulture);
        return Problem(StatusCodes.Status429TooManyRequests, QuestionGate.TooMany, words);
    }

    public static ProblemHttpResult Problem(int status, string code, QuestionWords words, long? opensAt = null) =>
        TypedResults.Problem(
            words.Problem(code), statusCode: status,
            extensions: new Dictionary<string, object?> { ["code"] = code, ["opens_at"] = opensAt });

    private static string Error(AdvisorException exception, QuestionWords words)
    {
        var error = new QuestionError
        {
            Code = exception.Code, Message = words.Problem(exception.Code), OpensAt = exception.OpensAt,
        };
        return QuestionStream.Event("error", JsonSerializer.Serialize(error, Wire.QuestionError));
    }
}

/// <summary>Answers as the API shows them.</summary>
internal static class QuestionMapper
{
    public static QuestionAnswerView View(QuestionAnswer answer)
    {
        var paragraphs = answer.Paragraphs();
        var parts = new List<QuestionPartView>();
        foreach (var paragraph in paragraphs)
        {
            if (parts.Count > 0) parts.Add(new QuestionPartView("\n", null));
            parts.AddRange(paragraph.Select(part => new QuestionPartView(part.Text, part.Fact?.Ref)));
        }

        return new QuestionAnswerView
        {
            Text = string.Concat(parts.Select(part => part.Text)),
            Parts = parts,
            Facts = answer.Used().ToDictionary(fact => fact.Ref, fact => CareMapper.View(
                fact, answer.Facts.LabelOf(fact.Ref), answer.Facts.Of(fact.Ref))),
            Source = answer.Source,
            Language = answer.Words.Language,
            Model = answer.Model,
            Tokens = answer.Tokens,
        };
    }
}
