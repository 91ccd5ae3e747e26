using System.Globalization;
using Microsoft.Extensions.Options;

namespace PlantOps.Gateway.Alerts;

/// <summary>Reads and checks <see cref="AlertOptions"/>.</summary>
internal sealed class AlertOptionsSetup(IConfiguration configuration) : IConfigureOptions<AlertOptions>, IValidateOptions<AlertOptions>
{
    private const string ZoneKey = $"{AlertOptions.Section}:{nameof(AlertOptions.TimeZone)}";
    private const string KeepDaysKey = $"{AlertOptions.Section}:{nameof(AlertOptions.KeepDays)}";
    private const int MinDays = 1;
    private const int MaxDays = 36_500;

    public void Configure(AlertOptions options)
    {
        if (Zone() is { } zone) options.TimeZone = zone;
        if (configuration[KeepDaysKey] is not { Length: > 0 } text) return;
        options.KeepDays = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0;
    }

    public ValidateOptionsResult Validate(string? name, AlertOptions options)
    {
        var errors = new List<string>();
        if (configuration[ZoneKey] is { Length: > 0 } text && Zone() is null)
        {
            errors.Add($"{ZoneKey}: '{text}' is no time zone. Examples: Europe/Berlin, America/New_York, UTC.");
        }

        if (options.KeepDays is < MinDays or > MaxDays)
        {
            errors.Add($"{KeepDaysKey} must be a number of days from {MinDays} to {MaxDays}, but is '{configuration[KeepDaysKey]}'.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private TimeZoneInfo? Zone() =>
        configuration[ZoneKey] is { Length: > 0 } text && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? zone : null;
}
