using System.IO.Pipelines;
using System.Text;
using Microsoft.Net.Http.Headers;
using PlantOps.Gateway.Access;

namespace PlantOps.Gateway.Events;

/// <summary>
/// Events as they happen (WHATWG HTML, server-sent events), until the listener goes, its token or session ends or the gateway
/// stops. Written by hand: the framework's own result knows no comments, and without something to read now and then
/// neither side sees that the other is gone.
/// </summary>
internal sealed class EventStream(LiveEvents events, LiveEventType types) : IResult
{
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            httpContext.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        // A proxy in between that collects the answer first would deliver nothing, ever.
        response.Headers["X-Accel-Buffering"] = "no";
        var lastId = httpContext.Request.Headers["Last-Event-ID"].ToString();
        using var listener = events.Listen(types, lastId.Length == 0 ? null : lastId);
        try
        {
            await Send(listener, httpContext, ends.Token);
        }
        catch (OperationCanceledException)
        {
            // The listener has gone, or the gateway stops.
        }
    }

    private static async Task Send(LiveSubscription listener, HttpContext context, CancellationToken ends)
    {
        var credentials = context.RequestServices.GetRequiredService<Credentials>();
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        var principal = context.Principal();
        var body = context.Response.BodyWriter;
        while (credentials.AreGood(principal))
        {
            if (listener.MustReset) Reset(listener, body);
            while (listener.Take() is { } happened)
            {
                if (listener.MustReset) Reset(listener, body);
                if (listener.Wants(happened))
                    Write(body, $"event: {LiveEventTypes.Name(happened.Type)}\nid: {listener.LastId}\ndata: {happened.Json}\n\n");
                // As fast as the listener reads; what happens meanwhile waits, and is dropped when it is too much.
                await body.FlushAsync(ends);
            }

            // The id also counts what this listener did not want, so that it has not fallen behind when it comes back.
            Write(body, $":\nid: {listener.LastId}\n\n");
            await body.FlushAsync(ends);
            await listener.Wait(Heartbeat, time, ends);
        }
    }

    private static void Reset(LiveSubscription listener, PipeWriter body)
    {
        listener.MustReset = false;
        Write(body, $"event: reset\nid: {listener.LastId}\ndata: {{}}\n\n");
    }

    private static void Write(PipeWriter body, string text) => Encoding.UTF8.GetBytes(text, body);
}
