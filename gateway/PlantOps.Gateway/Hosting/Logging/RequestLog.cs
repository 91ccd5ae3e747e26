namespace PlantOps.Gateway.Hosting.Logging;

/// <summary>
/// One line a request: method, path, status, time. Never the query, which may carry what is not for a log. Of callers who
/// have not signed in only so many a minute: a log is not theirs to fill.
/// </summary>
internal static partial class RequestLog
{
    private const int MaxPath = 256;

    /// <summary>What follows them lets somebody in, or look.</summary>
    private static readonly PathString[] SecretPaths = ["/open", "/wall"];

    public static void UseRequestLog(this IApplicationBuilder app)
    {
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("PlantOps.Gateway.Requests");
        var time = app.ApplicationServices.GetRequiredService<TimeProvider>();
        var limit = app.ApplicationServices.GetRequiredService<StrangerLogLimit>();
        app.Use(async (context, next) =>
        {
            var started = time.GetTimestamp();
            await next(context);
            var level = LevelOf(context.Response.StatusCode, context.Request.Path);
            if (!logger.IsEnabled(level)) return;
            if (!IsKnown(context) && !limit.Allows(AddressKey.Of(context.Connection.RemoteIpAddress))) return;
            var path = Shown(context.Request.Path);
            var milliseconds = time.GetElapsedTime(started).TotalMilliseconds;
            Log.Answered(logger, level, context.Request.Method, path, context.Response.StatusCode, milliseconds);
        });
    }

    private static bool IsKnown(HttpContext context) =>
        context.User.Identity?.IsAuthenticated == true || context.Listener() == Listener.Local;

    private static string Shown(PathString path)
    {
        foreach (var secret in SecretPaths)
        {
            if (path.StartsWithSegments(secret)) return $"{secret}/…";
        }

        var text = path.Value ?? string.Empty;
        return text.Length <= MaxPath ? path.ToUriComponent() : new PathString(text[..MaxPath]).ToUriComponent() + "…";
    }

    // Probes ask every few seconds for years; an SD card has better things to keep.
    private static LogLevel LevelOf(int status, PathString path) => status switch
    {
        StatusCodes.Status503ServiceUnavailable => LogLevel.Warning,
        >= StatusCodes.Status500InternalServerError => LogLevel.Error,
        < StatusCodes.Status400BadRequest when IsProbe(path) => LogLevel.Debug,
        _ => LogLevel.Information,
    };

    private static bool IsProbe(PathString path) =>
        path == "/api/health" || path == "/api/ready" || path == "/metrics"
        || path == "/sign-in/state" || path.StartsWithSegments("/a") || path.StartsWithSegments("/wall")
        || path.StartsWithSegments("/local/broker");

    private static partial class Log
    {
        [LoggerMessage(EventId = 3001, Message = "{Method} {Path} answered {Status} in {Milliseconds:0.0} ms")]
        public static partial void Answered(
            ILogger logger, LogLevel level, string method, string path, int status, double milliseconds);
    }
}
