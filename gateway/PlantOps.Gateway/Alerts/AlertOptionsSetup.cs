using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Alerts;

/// <summary>Reads and checks <see cref="AlertOptions"/>.</summary>
internal sealed class AlertOptionsSetup(IConfiguration configuration) : IConfigureOptions<AlertOptions>, IValidateOptions<AlertOptions>
{
    private const int Wrong = 0;

    private static readonly string ZoneKey = GatewaySettings.AlertTimeZone.Key;
    private static readonly NumberSetting KeepDays = GatewaySettings.AlertKeepDays;

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
            errors.Add($"{KeepDays.Key} must be a number of days from {KeepDays.Min} to {KeepDays.Max}, but is '{configuration[KeepDays.Key]}'.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private TimeZoneInfo? Zone() =>
        configuration[ZoneKey] is { Length: > 0 } text && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? zone : null;
}
