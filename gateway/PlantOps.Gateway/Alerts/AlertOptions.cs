using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Alerts;

/// <summary>How alerts are raised, and how long they are kept.</summary>
internal sealed class AlertOptions
{
    public static readonly NumberSetting KeepDaysSetting =
        NumberSetting.Days("Alerts:KeepDays", 400, 1, "How long an alert is kept after it ended.") with { IsCommon = true };

    public static readonly IReadOnlyList<Setting> Settings = [KeepDaysSetting];

    /// <summary>
    /// <c>Alerts:TimeZone</c>: where a day begins, as an IANA name like <c>Europe/Berlin</c>. The machine's own unless set.
    /// </summary>
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Local;

    /// <summary>
    /// <c>Alerts:KeepDays</c>, 1 to 36500: days that an alert is kept after it ended. A year and a month by default, so that
    /// the same season can be compared. One that goes on is never removed.
    /// </summary>
    public int KeepDays { get; set; } = KeepDaysSetting.Value;
}

/// <summary>Reads and checks <see cref="AlertOptions"/>.</summary>
internal sealed class AlertOptionsSetup(IConfiguration configuration)
    : IConfigureOptions<AlertOptions>, IValidateOptions<AlertOptions>
{
    private const int Wrong = 0;

    private static readonly string ZoneKey = CrossFeatureSettings.TimeZone.Key;
    private static readonly NumberSetting KeepDays = AlertOptions.KeepDaysSetting;

    public void Configure(AlertOptions options)
    {
        if (Zone() is { } zone) options.TimeZone = zone;
        options.KeepDays = KeepDays.Read(configuration) ?? Wrong;
    }

    public ValidateOptionsResult Validate(string? name, AlertOptions options)
    {
        var errors = new List<string>();
        if (configuration[ZoneKey] is { Length: > 0 } text && Zone() is null)
        {
            errors.Add($"{ZoneKey}: '{text}' is no time zone. Examples: Europe/Berlin, America/New_York, UTC.");
        }

        if (options.KeepDays == Wrong)
        {
            errors.Add(
                $"{KeepDays.Key} must be a number of days from {KeepDays.Min} to {KeepDays.Max}, but is '{configuration[KeepDays.Key]}'.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private TimeZoneInfo? Zone() =>
        configuration[ZoneKey] is { Length: > 0 } text && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone)
            ? zone
            : null;
}
