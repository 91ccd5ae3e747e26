using System.Text;
using System.Threading.Channels;
using Microsoft.Net.Http.Headers;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Events;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary>
/// What is done for a question as it is done, and then the answer: server-sent events (WHATWG HTML). Who waits for a model hears
/// something now and then, so that nothing in between takes the connection for dead.
/// </summary>
/// <param name="ask">Asks, tells of each step, and gives the last event.</param>
/// <param name="turn">Lets the next one ask when it is over.</param>
internal sealed class QuestionStream(Func<Action<string>, CancellationToken, Task<string>> ask, IDisposable turn) : IResult
{
    private AdvisorException? _failure;

    /// <summary>The event of a step.</summary>
    public required Func<string, string> Show { get; init; }

    /// <summary>The answer where there is none, and nothing was sent.</summary>
    public required Func<AdvisorException, IResult> Refuse { get; init; }

    /// <summary>The last event where there is no answer after all.</summary>
    public required Func<AdvisorException, string> Fail { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var mine = turn;
        var services = httpContext.RequestServices;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            httpContext.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        try
        {
            await Send(httpContext.Response, services.GetRequiredService<TimeProvider>(), ends.Token);
            if (_failure is { } failure && !httpContext.Response.HasStarted)
                await Refuse(failure).ExecuteAsync(httpContext);
            else if (_failure is { } late) await Send(httpContext.Response, Fail(late), ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // Whoever asked has gone, or the gateway stops.
        }
    }

    /// <summary>An event.</summary>
    /// <param name="name">Of which kind; without one where it is <see langword="null"/>.</param>
    /// <param name="data">What it says.</param>
    public static string Event(string? name, string data)
    {
        var lines = data.ReplaceLineEndings("\ndata: ");
        return name is null ? $"data: {lines}\n\n" : $"event: {name}\ndata: {lines}\n\n";
    }

    private async Task Send(HttpResponse response, TimeProvider time, CancellationToken ends)
    {
        var events = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
        var asking = Ask(events.Writer, ends);
        while (await Next(events.Reader, time, ends) is { } said) await Send(response, said, ends);
        await asking;
    }

    private static async Task Send(HttpResponse response, string said, CancellationToken ends)
    {
        if (!response.HasStarted)
        {
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-cache, no-store";
            response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
            response.Headers["X-Accel-Buffering"] = "no";
        }

        Encoding.UTF8.GetBytes(said, response.BodyWriter);
        await response.BodyWriter.FlushAsync(ends);
    }

    private async Task Ask(ChannelWriter<string> events, CancellationToken ends)
    {
        try
        {
            var last = await ask(step => events.TryWrite(Show(step)), ends);
            events.TryWrite(last);
        }
        catch (AdvisorException exception)
        {
            _failure = exception;
        }
        finally
        {
            events.Complete();
        }
    }

    private static async Task<string?> Next(ChannelReader<string> events, TimeProvider time, CancellationToken ends)
    {
        using var beat = new CancellationTokenSource(EventStream.Heartbeat, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(beat.Token, ends);
        try
        {
            return await events.WaitToReadAsync(either.Token) && events.TryRead(out var said) ? said : null;
        }
        catch (OperationCanceledException) when (!ends.IsCancellationRequested)
        {
            return ":\n\n";
        }
    }
}
