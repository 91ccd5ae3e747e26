using Microsoft.Extensions.Options;

namespace PlantOps.Gateway.Alerts;

/// <summary>Reads and checks <see cref="AlertOptions"/>.</summary>
internal sealed class AlertOptionsSetup(IConfiguration configuration) : IConfigureOptions<AlertOptions>, IValidateOptions<AlertOptions>
{
    private const string Key = $"{AlertOptions.Section}:{nameof(AlertOptions.TimeZone)}";

    public void Configure(AlertOptions options)
    {
        if (Zone() is { } zone) options.TimeZone = zone;
    }

    public ValidateOptionsResult Validate(string? name, AlertOptions options) => configuration[Key] is { Length: > 0 } text && Zone() is null
        ? ValidateOptionsResult.Fail($"{Key}: '{text}' is no time zone. Examples: Europe/Berlin, America/New_York, UTC.")
        : ValidateOptionsResult.Success;

    private TimeZoneInfo? Zone() => configuration[Key] is { Length: > 0 } text && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? zone : null;
}
