using PlantOps.Gateway.Hosting.Settings;
using Serilog.Events;

namespace PlantOps.Gateway.Hosting.Logging;

/// <summary>How the gateway logs.</summary>
internal sealed class LogOptions
{
    public static readonly Setting FormatSetting = new(
        "Log:Format", "text", "text or json", "How the log is written; LOG_FORMAT sets it too.") { IsWord = true };

    public static readonly Setting LevelSetting = new(
        "Log:Level", "info", "trace, debug, info, warn, error or fatal",
        "From which level on something is logged; LOG_LEVEL sets it too.") { IsWord = true };

    /// <summary>In the order of help and documentation.</summary>
    public static readonly IReadOnlyList<Setting> Settings = [FormatSetting, LevelSetting];

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
