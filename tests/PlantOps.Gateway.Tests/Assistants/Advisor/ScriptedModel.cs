using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Assistants.Advisor;

/// <summary>A server that speaks Chat Completions and says what a script has it say, whatever it is asked.</summary>
internal sealed class ScriptedModel : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedModel(WebApplication app, Uri address)
    {
        _app = app;
        Settings = new AdvisorSettings
        {
            Provider = AdvisorProvider.Compatible, Model = "scripted", Address = address, ApiKey = "none",
            DayTokens = long.MaxValue / 4, MonthTokens = long.MaxValue / 4,
        };
    }

    /// <summary>As an owner would set it up.</summary>
    public AdvisorSettings Settings { get; }

    /// <summary>What it was asked, as it came.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <param name="answer">What it says to what it was asked: the last message of the user.</param>
    public static async Task<ScriptedModel> StartedAsync(Func<ModelQuestion, ModelAnswer> answer)
    {
        var port = GatewayHost.FreePorts(1)[0];
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var model = new ScriptedModel(app, new Uri($"http://127.0.0.1:{port}/v1"));
        app.MapPost("/v1/chat/completions", context => model.Answer(context, answer));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return model;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Answer(HttpContext context, Func<ModelQuestion, ModelAnswer> script)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        Asked.Enqueue(body);
        var answer = script(new ModelQuestion(JsonElement.Parse(body)));
        context.Response.StatusCode = answer.Status;
        if (answer.Status != StatusCodes.Status200OK)
        {
            context.Response.Headers.RetryAfter = "0";
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"error":{"message":"Not now.","type":"scripted"}}""", context.RequestAborted);
            return;
        }

        context.Response.ContentType = "text/event-stream";
        var half = answer.Text.Length / 2;
        await Send(context, Chunk(answer.Text[..half]));
        if (answer.IsCut)
        {
            context.Abort();
            return;
        }

        await Send(context, answer.IsMalformed ? "{\"choices\":[{" : Chunk(answer.Text[half..]));
        await Send(context,
            """{"id":"c","object":"chat.completion.chunk","created":1,"model":"scripted","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""");
        await Send(context,
            """{"id":"c","object":"chat.completion.chunk","created":1,"model":"scripted","choices":[],"usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120}}""");
        await Send(context, "[DONE]");
    }

    private static string Chunk(string text) =>
        $$"""{"id":"c","object":"chat.completion.chunk","created":1,"model":"scripted","choices":[{"index":0,"delta":{"role":"assistant","content":"""
        + $"\"{JsonEncodedText.Encode(text)}\""
        + """},"finish_reason":null}]}""";

    private static async Task Send(HttpContext context, string data)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {data}\n\n"), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}

/// <summary>What a scripted model is asked.</summary>
/// <param name="Body">The request.</param>
internal sealed record ModelQuestion(JsonElement Body)
{
    /// <summary>What is said to it, the first message of a user.</summary>
    public string Text => Said.First();

    /// <summary>Whether it is asked again, because its first answer was refused.</summary>
    public bool IsRepair => Said.Skip(1).Any();

    /// <summary>A plan that is to be worded.</summary>
    public JsonElement Plan => JsonElement.Parse(Text);

    private IEnumerable<string> Said => Body.GetProperty("messages").EnumerateArray()
        .Where(message => message.GetProperty("role").GetString() == "user")
        .Select(message => TextOf(message.GetProperty("content")));

    private static string TextOf(JsonElement content) => content.ValueKind == JsonValueKind.String
        ? content.GetString()!
        : string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString()));
}

/// <summary>What a scripted model answers.</summary>
/// <param name="Text">Its words.</param>
internal sealed record ModelAnswer(string Text)
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The connection ends in the middle.</summary>
    public bool IsCut { get; init; }

    /// <summary>In the middle comes what is no JSON.</summary>
    public bool IsMalformed { get; init; }

    /// <summary>A plan worded as it should be: in the rules' own words, with their references.</summary>
    public static ModelAnswer Good(ModelQuestion question, string summary = "It wants care, as its soil and its leaves show.")
    {
        var items = question.Plan.GetProperty("items").EnumerateArray()
            .Select(item =>
                $"{{\"candidate\":\"{item.GetProperty("candidate").GetString()}\",\"why\":\"It does so for a good reason{RefOf(item)}.\"}}");
        return new ModelAnswer(
            $"{{\"summary\":\"{summary}\",\"items\":[{string.Join(',', items)}],\"questions\":[\"Is its pot in the sun?\"]}}");
    }

    private static string RefOf(JsonElement item) =>
        item.GetProperty("refs").EnumerateArray().Select(known => $", at {{{known.GetString()}}}").FirstOrDefault(string.Empty);
}
