using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PlantOps.Gateway.Tests.Notifications;

/// <summary>A real HTTP server on this machine that plays Discord and the others.</summary>
internal sealed class ChannelServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly WebApplication _app;
    private readonly Channel<ReceivedRequest> _received = Channel.CreateUnbounded<ReceivedRequest>();
    private readonly Queue<Func<HttpContext, Task>> _answers = new();

    private ChannelServer(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    /// <summary>How many requests came that nobody has looked at.</summary>
    public int Unseen => _received.Reader.Count;

    public static async Task<ChannelServer> StartedAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ChannelServer(builder.Build());
        server._app.Run(server.Answer);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>How the next request is answered; one that nobody said anything about gets a 204.</summary>
    public ChannelServer Answers(int status, string? json = null, params (string Name, string Value)[] headers)
    {
        _answers.Enqueue(context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers) context.Response.Headers[name] = value;
            context.Response.ContentType = "application/json";
            return json is null ? Task.CompletedTask : context.Response.WriteAsync(json);
        });
        return this;
    }

    /// <summary>The next request is never answered.</summary>
    public ChannelServer Hangs()
    {
        _answers.Enqueue(async context =>
        {
            var gone = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        });
        return this;
    }

    public async Task<ReceivedRequest> NextRequest()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        return await _received.Reader.ReadAsync(deadline.Token);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Func<HttpContext, Task>? answer;
        lock (_answers) _answers.TryDequeue(out answer);
        _received.Writer.TryWrite(
            new ReceivedRequest(context.Request.Method, context.Request.Path + context.Request.QueryString, headers, body));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        if (answer is not null) await answer(context);
    }
}

internal sealed record ReceivedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Text(string property) => Json.GetProperty(property) is { ValueKind: JsonValueKind.String } text
        ? text.GetString()!
        : Json.GetProperty(property).GetRawText().ToString(CultureInfo.InvariantCulture);
}
