using Serilog.Context;

namespace PlantOps.Gateway.Hosting.Logging;

/// <summary>One id a request, in every log line of it and in the answer: the caller's, or a new one.</summary>
internal static class CorrelationId
{
    public const string Header = "X-Correlation-ID";

    private const int MaxLength = 64;

    public static void UseCorrelationId(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var given = context.Request.Headers[Header].ToString();
        var id = IsSafe(given) ? given : Guid.NewGuid().ToString("N");
        context.TraceIdentifier = id;
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[Header] = id;
            return Task.CompletedTask;
        });
        using (LogContext.PushProperty("CorrelationId", id)) await next(context);
    });

    /// <summary>Whether a caller's id may go into a log and a header as it is.</summary>
    public static bool IsSafe(string id) =>
        id.Length is > 0 and <= MaxLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':');
}
