using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Serilog.Events;

namespace PlantOps.Gateway.Hosting.Logging;

/// <summary>Reads and checks <see cref="LogOptions"/>.</summary>
internal sealed class LogOptionsSetup(IConfiguration configuration) : IConfigureOptions<LogOptions>, IValidateOptions<LogOptions>
{
    private static readonly string FormatKey = LogOptions.FormatSetting.Key;
    private static readonly string LevelKey = LogOptions.LevelSetting.Key;

    private static readonly FrozenDictionary<string, LogFormat> Formats = new Dictionary<string, LogFormat>
    {
        ["text"] = LogFormat.Text,
        ["json"] = LogFormat.Json,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // Serilog's names, Microsoft's and the short ones: people set LOG_LEVEL from habit.
    private static readonly FrozenDictionary<string, LogEventLevel> Levels = new Dictionary<string, LogEventLevel>
    {
        ["trace"] = LogEventLevel.Verbose,
        ["verbose"] = LogEventLevel.Verbose,
        ["debug"] = LogEventLevel.Debug,
        ["info"] = LogEventLevel.Information,
        ["information"] = LogEventLevel.Information,
        ["warn"] = LogEventLevel.Warning,
        ["warning"] = LogEventLevel.Warning,
        ["error"] = LogEventLevel.Error,
        ["critical"] = LogEventLevel.Fatal,
        ["fatal"] = LogEventLevel.Fatal,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public void Configure(LogOptions options)
    {
        if (configuration[FormatKey] is { } format && Formats.TryGetValue(format, out var known)) options.Format = known;
        if (configuration[LevelKey] is { } level && Levels.TryGetValue(level, out var least)) options.Level = least;
    }

    public ValidateOptionsResult Validate(string? name, LogOptions options)
    {
        var errors = new List<string>();
        if (configuration[FormatKey] is { Length: > 0 } format && !Formats.ContainsKey(format))
        {
            errors.Add($"{FormatKey} (LOG_FORMAT) must be text or json, but is '{format}'.");
        }

        if (configuration[LevelKey] is { Length: > 0 } level && !Levels.ContainsKey(level))
        {
            errors.Add($"{LevelKey} (LOG_LEVEL) must be trace, debug, info, warn, error or fatal, but is '{level}'.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
