using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Asking;

/// <summary>Speaks Chat Completions as a test says, over HTTP on loopback.</summary>
internal sealed class CompletionsPeer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<PeerRequest, Task<PeerAnswer>> _answer;
    private int _count;

    private CompletionsPeer(WebApplication app, Func<PeerRequest, Task<PeerAnswer>> answer) => (_app, _answer) = (app, answer);

    /// <summary>With its version, as settings have it.</summary>
    public Uri Address =>
        new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/v1");

    /// <summary>How often it was asked.</summary>
    public int Count => _count;

    public static Task<CompletionsPeer> StartedAsync(Func<PeerRequest, PeerAnswer> answer) =>
        StartedAsync(request => Task.FromResult(answer(request)));

    public static async Task<CompletionsPeer> StartedAsync(Func<PeerRequest, Task<PeerAnswer>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var peer = new CompletionsPeer(app, answer);
        app.Run(peer.Answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return peer;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task Answer(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var asked = body.RootElement.GetProperty("messages")[0].GetProperty("content").ToString();
        var most = body.RootElement.GetProperty("max_completion_tokens").GetInt32();
        var answer = await _answer(new PeerRequest(Interlocked.Increment(ref _count), asked, most, context.RequestAborted));
        var response = context.Response;
        if (answer.RetryAfter is { } wait) response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        response.StatusCode = answer.Status;
        if (answer.Status != StatusCodes.Status200OK)
        {
            await response.WriteAsync($$$"""{"error":{"message":"{{{answer.Text}}}","type":"error"}}""", context.RequestAborted);
            return;
        }

        response.ContentType = "text/event-stream";
        if (answer.IsCut && answer.Text.Length == 0)
        {
            context.Abort();
            return;
        }

        var text = JsonSerializer.Serialize(answer.Text);
        await Say(response, $$$"""{"choices":[{"index":0,"delta":{"role":"assistant","content":{{{text}}}}}]}""");

        // To break the connection could take back what was just sent.
        if (answer.IsCut) return;
        await Say(response, """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""");
        if (answer.Usage is { } usage) await Say(response, $$"""{"choices":[],"usage":{{usage}}}""");
        await response.WriteAsync("data: [DONE]\n\n", context.RequestAborted);
    }

    private static async Task Say(HttpResponse response, string rest)
    {
        var chunk = $$"""data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m",{{rest[1..]}}""";
        await response.WriteAsync(chunk + "\n\n");
        await response.Body.FlushAsync();
    }
}

/// <param name="Number">The how manieth it is, from 1.</param>
/// <param name="Text">Of the first message.</param>
/// <param name="MaxTokens">How long the answer may be.</param>
/// <param name="Aborted">Nobody waits any more.</param>
internal sealed record PeerRequest(int Number, string Text, int MaxTokens, CancellationToken Aborted);

/// <param name="Text">What it says, or why it refuses.</param>
internal sealed record PeerAnswer(string Text = "Water it.")
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>In seconds.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Whether the connection breaks before the answer is whole.</summary>
    public bool IsCut { get; init; }

    /// <summary>As JSON; <see langword="null"/> where it says nothing of it.</summary>
    public string? Usage { get; init; } = Count(20, 5);

    public static string Count(long input, long output) =>
        $$"""{"prompt_tokens":{{input}},"completion_tokens":{{output}},"total_tokens":{{input + output}}}""";
}
