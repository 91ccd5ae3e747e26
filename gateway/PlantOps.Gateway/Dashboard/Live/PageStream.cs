using System.Text;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Events;
using RazorSlices;

namespace PlantOps.Gateway.Dashboard.Live;

/// <summary>
/// Parts of a page as they change (WHATWG HTML, server-sent events): each of those that are on the page, at once and then at
/// most once a second for all that happened since. Where the listener lacks events, all of them.
/// </summary>
/// <param name="types">What changes the page.</param>
internal abstract class PageStream(LiveEventType types) : IResult
{
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
        try
        {
            await Send(listener, httpContext, ends.Token);
        }
        catch (OperationCanceledException)
        {
            // The page has gone, or the gateway stops.
        }
    }

    /// <summary>What is to be sent of what has happened.</summary>
    protected abstract IEnumerable<RazorSlice> Parts(LiveSubscription listener, HttpContext context);

    private async Task Send(LiveSubscription listener, HttpContext context, CancellationToken ends)
    {
        var services = context.RequestServices;
        var (credentials, time) = (services.GetRequiredService<Credentials>(), services.GetRequiredService<TimeProvider>());
        var principal = context.Principal();
        var body = context.Response.BodyWriter;
        while (credentials.AreGood(principal))
        {
            foreach (var part in Parts(listener, context)) await Send(part, context, ends);

            // Also says that the connection is there, and counts what this page did not want.
            Encoding.UTF8.GetBytes($"event: beat\nid: {listener.LastId}\ndata: \n\n", body);
            await body.FlushAsync(ends);
            await Task.Delay(Pace, TimeProvider.System, ends);
            await listener.Wait(EventStream.Heartbeat, time, ends);
        }
    }

    private static async Task Send(RazorSlice part, HttpContext context, CancellationToken ends)
    {
        using var text = new StringWriter();
        using (part) await part.RenderAsync(text, HtmlPage.Encoder, ends);
        var lines = text.ToString().ReplaceLineEndings("\ndata: ");
        Encoding.UTF8.GetBytes($"data: {lines}\n\n", context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(ends);
    }
}
