using System.Text;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Events;

namespace PlantOps.Gateway.Dashboard.Live;

/// <summary>
/// Parts of a page as they change (WHATWG HTML, server-sent events): each of those that are on the page, at once and then at
/// most once a second for all that happened since. Where the listener lacks events, all of them.
/// </summary>
/// <param name="types">What changes the page.</param>
internal abstract class PageStream(LiveEventType types) : IResult
{
    /// <summary>With more open pages, not all of them are renewed at the same moment.</summary>
    private const int FewPages = 20;

    private const int Phases = 50;

    /// <summary>Nobody reads faster, and hundreds of open pages cost what they show rather than what is measured.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            httpContext.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        var lastId = httpContext.Request.Headers["Last-Event-ID"].ToString();
        using var listener = services.GetRequiredService<LiveEvents>().Listen(types, lastId.Length == 0 ? null : lastId);
        var shared = services.GetRequiredService<SharedParts>();
        var phase = Pace * (shared.Opened() % Phases) / Phases;
        try
        {
            await Send(listener, shared, phase, httpContext, ends.Token);
        }
        catch (OperationCanceledException)
        {
            // The page has gone, or the gateway stops.
        }
        finally
        {
            shared.Closed();
        }
    }

    /// <summary>What is to be sent of what has happened.</summary>
    protected abstract IEnumerable<LivePart> Parts(LiveSubscription listener, HttpContext context);

    private async Task Send(
        LiveSubscription listener, SharedParts shared, TimeSpan phase, HttpContext context, CancellationToken ends)
    {
        var services = context.RequestServices;
        var (credentials, time) = (services.GetRequiredService<Credentials>(), services.GetRequiredService<TimeProvider>());
        var events = services.GetRequiredService<LiveEvents>();
        var principal = context.Principal();
        var body = context.Response.BodyWriter;
        long? beatAt = null;
        while (credentials.AreGood(principal))
        {
            var hasParts = false;
            foreach (var part in Parts(listener, context))
            {
                hasParts = true;
                var text = await shared.TextOf(part, listener.Last, events.Last, ends);
                if (text.Length > 0) Encoding.UTF8.GetBytes($"data: {text.ReplaceLineEndings("\ndata: ")}\n\n", body);
            }

            // Also says that the connection is there, and counts what this page did not want.
            if (hasParts || beatAt is not { } last || time.GetElapsedTime(last) >= EventStream.Heartbeat)
            {
                Encoding.UTF8.GetBytes($"event: beat\nid: {listener.LastId}\ndata: \n\n", body);
                await body.FlushAsync(ends);
                beatAt = time.GetTimestamp();
            }

            await Task.Delay(Pace, TimeProvider.System, ends);
            await listener.Wait(EventStream.Heartbeat, time, ends);
            if (shared.OpenPages > FewPages) await Task.Delay(phase, TimeProvider.System, ends);
        }
    }
}
