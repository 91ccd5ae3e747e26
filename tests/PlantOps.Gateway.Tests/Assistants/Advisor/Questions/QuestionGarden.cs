using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Assistants.Advisor.Settings;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Questions;

/// <summary>A gateway with plants and a model that says what a test has it say.</summary>
internal sealed class QuestionGarden(AssistantGarden garden, ScriptedModel model) : IAsyncDisposable
{
    public const string Fern = AssistantGarden.First;
    private const long Minute = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public AssistantGarden Garden => garden;

    public ScriptedModel Model => model;

    public T Service<T>()
        where T : notnull => garden.Service<T>();

    public static Task<QuestionGarden> SayingAsync(params string[] texts) => OfAsync(ScriptedModel.SayingAsync(texts));

    public static Task<QuestionGarden> DoingAsync(Func<ScriptedRequest, ScriptedReply> script) =>
        OfAsync(ScriptedModel.StartedAsync(script));

    /// <summary>Has the fern's device measure its soil, each minute of two days.</summary>
    public void Measure(double from = 60, double to = 20)
    {
        const int Minutes = 2 * 24 * 60;
        var soil = Enumerable.Range(0, Minutes)
            .Select(minute => (garden.Now - ((Minutes - minute) * Minute), from + ((to - from) * minute / Minutes)));
        garden.Measure(garden.Watch(Fern), [.. soil]);
    }

    public Task<IReadOnlyList<(string Event, JsonElement Data)>> Ask(string text, string? more = null) =>
        Ask(garden.As(TokenRole.Waters), Fern, text, more);

    /// <summary>The last event of what is answered.</summary>
    public async Task<JsonElement> Answer(string text, string? more = null)
    {
        var (name, answer) = (await Ask(text, more))[^1];
        Assert.True(name == "answer", $"{name}: {answer.GetRawText()}");
        return answer;
    }

    public static async Task<IReadOnlyList<(string Event, JsonElement Data)>> Ask(
        HttpClient client, string plant, string text, string? more = null)
    {
        var request = JsonNode.Parse(more ?? "{}")!.AsObject();
        request["text"] = text;
        using var answer = await client.PostAsync(
            new Uri($"/api/v1/plants/{plant}/questions", UriKind.Relative), JsonContent.Create(request), Token);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Token));
        var events = new List<(string, JsonElement)>();
        await using var stream = await answer.Content.ReadAsStreamAsync(Token);
        await foreach (var happened in SseParser.Create(stream).EnumerateAsync(Token))
            events.Add((happened.EventType, JsonElement.Parse(happened.Data)));
        return events;
    }

    public async ValueTask DisposeAsync()
    {
        await garden.DisposeAsync();
        await model.DisposeAsync();
    }

    private static async Task<QuestionGarden> OfAsync(Task<ScriptedModel> starting)
    {
        var model = await starting;
        var garden = await AssistantGarden.With(3, null, ScriptedModel.LocalTargets);
        garden.Service<AdvisorSetup>().Current = model.Settings();
        return new QuestionGarden(garden, model);
    }
}
