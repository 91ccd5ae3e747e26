using PlantOps.Gateway.Access;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Questions;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.PlantPage;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;
using RazorSlices;

namespace PlantOps.Gateway.Dashboard.Ask;

/// <summary>
/// A plant is asked about on its page: with scripts what is done is seen meanwhile, and without them the page comes with the
/// answer.
/// </summary>
internal static class AskPages
{
    public static void MapAskPages(this IEndpointRouteBuilder pages) =>
        pages.MapPost("/plants/{id}/ask", Ask).RequireAuthorization(AccessPolicies.Care).Counts(RequestLoad.Stream);

    /// <summary>
    /// The part of a plant's page; <see langword="null"/> for who may not ask, and where there is nothing to ask about.
    /// </summary>
    public static AskView? Of(HttpContext context, Plant plant, Visitor who)
    {
        if (!who.MayCare || plant.PutAwayAt is not null) return null;
        var questions = context.RequestServices.GetRequiredService<PlantQuestions>();
        return new AskView(Languages.Of(context.Request), plant.Id, questions.IsOn, who.IsOwner);
    }

    private static async Task<IResult> Ask(
        string id, HttpContext context, CardReader reader, PlantQuestions questions, QuestionGate gate)
    {
        if (reader.Find(id) is not { } facts || questions.PlanOf(id) is null) return PlantsApi.NoSuchPlant(id);
        var (speech, request) = (Languages.SpeechOf(context.Request), await Read(context));
        var words = QuestionWords.Of(request.Language);
        var isLive = context.Request.IsFromHtmx();
        if (request.Check().Count > 0) return Refuse(speech.Words.AskWrong(QuestionRequest.MaxText));
        if (!questions.CanAnswer(request)) return Refuse(words.Problem(AdvisorException.Off));
        var (turn, _) = gate.Enter(context.Principal());
        if (turn is null) return Refuse(words.Problem(QuestionGate.TooMany));
        var rows = new AskRows(speech, facts.Plant);
        if (isLive)
        {
            return new QuestionStream(
                async (step, ends) =>
                {
                    var answer = await questions.Ask(facts.Plant, request, context.Principal(), step, ends);
                    return QuestionStream.Event(null, await Text(AskAnswerHtml.Create(rows.View(request, answer)), ends));
                },
                turn)
            {
                Show = step => Step(words, step),
                Refuse = exception => Refuse(words.Problem(exception.Code)),
                Fail = exception => QuestionStream.Event(null, Problem(words.Problem(exception.Code))),
            };
        }

        using (turn)
        {
            var asked = Of(context, facts.Plant, Visitor.Of(context.User)!)!;
            try
            {
                var answer = await questions.Ask(facts.Plant, request, context.Principal(), _ => { }, context.RequestAborted);
                return PlantPages.Page(
                    context, facts, new PlantPageState { Ask = asked with { Answer = rows.View(request, answer) } });
            }
            catch (AdvisorException exception)
            {
                return Refuse(words.Problem(exception.Code));
            }
        }

        IResult Refuse(string problem) => isLive
            ? TypedResults.Content(Problem(problem), "text/html; charset=utf-8")
            : PlantPages.Page(context, facts, new PlantPageState
            {
                Ask = Of(context, facts.Plant, Visitor.Of(context.User)!)! with { Text = request.Text, Problem = problem },
            });
    }

    /// <summary>What is done meanwhile, as an event of the page.</summary>
    public static string Step(QuestionWords words, string step) =>
        QuestionStream.Event(null, $"<p class=\"sub\">{HtmlPage.Encoder.Encode(words.Step(step))} …</p>");

    /// <summary>What is wrong, as a part of the page.</summary>
    public static string Problem(string text) => $"<p class=\"problem\">{HtmlPage.Encoder.Encode(text)}</p>";

    /// <summary>A part of a page.</summary>
    public static async Task<string> Text(RazorSlice slice, CancellationToken cancellationToken)
    {
        using var text = new StringWriter();
        using (slice) await slice.RenderAsync(text, HtmlPage.Encoder, cancellationToken);
        return text.ToString();
    }

    private static async Task<QuestionRequest> Read(HttpContext context)
    {
        var language = Languages.Of(context.Request).Language;
        if (!context.Request.HasFormContentType) return new QuestionRequest { Language = language };
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return new QuestionRequest
        {
            Text = form["text"].ToString().ReplaceLineEndings("\n").Trim(),
            Language = language,
            Earlier =
            [
                .. form["earlier"].Zip(form["answered"]).TakeLast(QuestionRequest.MaxEarlier)
                    .Select(pair => new EarlierQuestion { Text = pair.First, Answer = pair.Second }),
            ],
        };
    }
}
