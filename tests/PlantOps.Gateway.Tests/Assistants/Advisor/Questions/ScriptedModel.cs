using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Questions;

/// <summary>
/// A server on loopback that speaks Chat Completions, streamed and not, and says what a test has it say: a model that obeys
/// whoever wrote it.
/// </summary>
internal sealed class ScriptedModel : IAsyncDisposable
{
    public static readonly string[] LocalTargets = ["--Notifications:AllowLocalTargets", "true"];

    private readonly WebApplication _app;
    private readonly Func<ScriptedRequest, ScriptedReply> _script;
    private int _asked;

    private ScriptedModel(WebApplication app, Uri address, Func<ScriptedRequest, ScriptedReply> script) =>
        (_app, Address, _script) = (app, address, script);

    public Uri Address { get; }

    /// <summary>What it was asked, as it came.</summary>
    public ConcurrentQueue<JsonElement> Requests { get; } = new();

    public static async Task<ScriptedModel> StartedAsync(Func<ScriptedRequest, ScriptedReply> script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var address = $"http://127.0.0.1:{GatewayHost.FreePorts(1)[0]}";
        var app = builder.Build();
        app.Urls.Add(address);
        var model = new ScriptedModel(app, new Uri(address + "/v1"), script);
        app.Run(model.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return model;
    }

    /// <summary>One that says these, one after the other; the last one again and again.</summary>
    public static Task<ScriptedModel> SayingAsync(params string[] texts) =>
        StartedAsync(request => ScriptedReply.Say(texts[Math.Min(request.Number, texts.Length - 1)]));

    /// <summary>An answer of the form that is asked for.</summary>
    public static string Answer(string text, params string[] topics) => new JsonObject
    {
        ["answer"] = text,
        ["topics"] = new JsonArray([.. (topics.Length == 0 ? ["none"] : topics).Select(topic => JsonValue.Create(topic))]),
    }.ToJsonString();

    /// <summary>Makes it the advisor of a gateway.</summary>
    public AdvisorSettings Settings(bool photos = false) => new()
    {
        Provider = AdvisorProvider.Compatible, Address = Address, Model = "scripted", ApiKey = "sk-test", Photos = photos,
    };

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var json = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var request = json.RootElement.Clone();
        Requests.Enqueue(request);
        var reply = _script(new ScriptedRequest(request, Interlocked.Increment(ref _asked) - 1));
        if (reply.Wait is { } wait) await wait;
        if (reply.Status != StatusCodes.Status200OK)
        {
            context.Response.StatusCode = reply.Status;
            await context.Response.WriteAsync("""{"error":{"message":"The script says no."}}""", context.RequestAborted);
            return;
        }

        var isStream = request.TryGetProperty("stream", out var stream) && stream.GetBoolean();
        context.Response.ContentType = isStream ? "text/event-stream" : "application/json";
        var text = isStream
            ? Streamed(reply)
            : Chunk("message", reply.Message(), reply.Finish, ScriptedReply.Usage()).ToJsonString();
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
    }

    private static string Streamed(ScriptedReply reply)
    {
        var said = new StringBuilder();
        Add(Chunk("delta", reply.Message(), null, null));
        Add(Chunk("delta", new JsonObject(), reply.Finish, null));
        Add(Chunk(null, null, null, ScriptedReply.Usage()));
        return said.Append("data: [DONE]\n\n").ToString();

        void Add(JsonObject chunk) => said.Append("data: ").Append(chunk.ToJsonString()).Append("\n\n");
    }

    private static JsonObject Chunk(string? name, JsonObject? message, string? finish, JsonObject? usage)
    {
        var choices = new JsonArray();
        if (name is not null) choices.Add(new JsonObject { ["index"] = 0, [name] = message, ["finish_reason"] = finish });
        var kind = name == "message" ? "chat.completion" : "chat.completion.chunk";
        return new JsonObject
        {
            ["id"] = "chatcmpl-1", ["object"] = kind, ["created"] = 1, ["model"] = "scripted", ["choices"] = choices,
            ["usage"] = usage, };
    }
}

/// <param name="Json">As it came.</param>
/// <param name="Number">How many came before.</param>
internal sealed record ScriptedRequest(JsonElement Json, int Number)
{
    /// <summary>All that was said, as text.</summary>
    public string Said => Json.GetProperty("messages").GetRawText();

    /// <summary>What tools answered, the last one last.</summary>
    public IReadOnlyList<string> ToolAnswers =>
    [
        .. Json.GetProperty("messages").EnumerateArray().Where(message => message.GetProperty("role").GetString() == "tool")
            .Select(message => message.GetProperty("content") is { ValueKind: JsonValueKind.String } text
                ? text.GetString()! : message.GetProperty("content").GetRawText()),
    ];

    /// <summary>The case that it was told.</summary>
    public JsonElement Case
    {
        get
        {
            var content = Json.GetProperty("messages").EnumerateArray()
                .First(message => message.GetProperty("role").GetString() == "user").GetProperty("content");
            var text = content.ValueKind == JsonValueKind.String
                ? content.GetString()!
                : content[0].GetProperty("text").GetString()!;
            return JsonElement.Parse(text);
        }
    }

    /// <summary>The reference of a fact of the case.</summary>
    public string RefOf(string label) => Case.GetProperty("facts").EnumerateArray()
        .First(fact => fact.GetProperty("label").GetString() == label).GetProperty("ref").GetString()!;
}

/// <summary>What it says, or calls.</summary>
internal sealed record ScriptedReply
{
    public string? Text { get; init; }

    public IReadOnlyList<(string Name, string Arguments)> Calls { get; init; } = [];

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Until when it keeps its answer.</summary>
    public Task? Wait { get; init; }

    public string Finish => Calls.Count > 0 ? "tool_calls" : "stop";

    public static ScriptedReply Say(string text) => new() { Text = text };

    public static ScriptedReply Call(string name, string arguments = "{}") => new() { Calls = [(name, arguments)] };

    public JsonObject Message()
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = Text };
        if (Calls.Count == 0) return message;
        message["tool_calls"] = new JsonArray(
        [
            .. Calls.Select((call, number) => new JsonObject
            {
                ["index"] = number, ["id"] = $"call_{number}_{call.Name}", ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments },
            }),
        ]);
        return message;
    }

    public static JsonObject Usage() => new() { ["prompt_tokens"] = 100, ["completion_tokens"] = 20, ["total_tokens"] = 120 };
}
