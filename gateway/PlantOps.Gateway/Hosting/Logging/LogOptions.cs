using Serilog.Events;

namespace PlantOps.Gateway.Hosting.Logging;

/// <summary>How the gateway logs.</summary>
internal sealed class LogOptions
{
    /// <summary><c>Log:Format</c> or <c>LOG_FORMAT</c>: <c>text</c> for people, <c>json</c> for collectors.</summary>
    public LogFormat Format { get; set; } = LogFormat.Text;

    /// <summary><c>Log:Level</c> or <c>LOG_LEVEL</c>: the least that is written.</summary>
    public LogEventLevel Level { get; set; } = LogEventLevel.Information;
}

internal enum LogFormat
{
    Text,
    Json,
}
