using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Alerts;

/// <summary>A web server on loopback that plays Discord: takes messages, or does first what it was told to.</summary>
internal sealed class DiscordServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<Refusal> _refusals = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly List<string> _taken = [];
    private readonly Task _serving;

    /// <param name="address">By which gateways reach it.</param>
    public DiscordServer(string address = "127.0.0.1")
    {
        var port = GatewayProcess.FreePort();
        Webhook = $"http://{address}:{port}/api/webhooks/1234/not-so-secret";
        _listener.Prefixes.Add($"http://{address}:{port}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public enum Refusal
    {
        /// <summary>429 with the seconds to wait, as Discord says it.</summary>
        TooMany,

        /// <summary>No answer at all.</summary>
        Silence,
    }

    public string Webhook { get; }

    /// <summary>The messages that were taken, in their order.</summary>
    public IReadOnlyList<string> Taken
    {
        get { lock (_taken) return [.. _taken]; }
    }

    /// <summary>How many requests were refused or not answered.</summary>
    public int Refused { get; private set; }

    /// <summary>What happens to the next requests, before messages are taken again.</summary>
    public void Plan(params Refusal[] refusals)
    {
        foreach (var refusal in refusals) _refusals.Enqueue(refusal);
    }

    public async Task<string> MessageAsync(string holding) =>
        (await UntilAsync(() => Taken.FirstOrDefault(text => text.Contains(holding, StringComparison.Ordinal)), holding))!;

    public async Task RefusedAsync(int count) =>
        await UntilAsync(() => Refused >= count ? string.Empty : null, $"{count} refusals");

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Close();
        await _serving.WaitAsync(Patience);
        _ended.Dispose();
    }

    private async Task<string?> UntilAsync(Func<string?> found, string what)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await beat.WaitForNextTickAsync(CancellationToken.None))
        {
            if (found() is { } text) return text;
            Assert.False(deadline.IsCancellationRequested, $"'{what}' never came. There was: {string.Join(" | ", Taken)}");
        }

        return null;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var body = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var text = JsonDocument.Parse(await body.ReadToEndAsync()).RootElement.GetProperty("content").GetString()!;
        if (_refusals.TryDequeue(out var refusal))
        {
            Refused++;
            if (refusal == Refusal.Silence)
            {
                await Task.Delay(Timeout.Infinite, _ended.Token)
                    .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                return;
            }

            await WriteAsync(context, 429, """{"message":"You are being rate limited.","retry_after":5.0,"global":false}""");
            return;
        }

        lock (_taken) _taken.Add(text);
        await WriteAsync(context, 200, """{"id":"1"}""");
    }

    private static async Task WriteAsync(HttpListenerContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        if (status == 429) context.Response.AddHeader("Retry-After", 5.ToString(CultureInfo.InvariantCulture));
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(json));
        context.Response.Close();
    }
}
