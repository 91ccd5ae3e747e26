using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Alerts;

/// <summary>How alerts are raised, and how long they are kept.</summary>
internal sealed class AlertOptions
{
    /// <summary><c>Alerts:TimeZone</c>: where a day begins, as an IANA name like <c>Europe/Berlin</c>. The machine's own unless set.</summary>
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Local;

    /// <summary>
    /// <c>Alerts:KeepDays</c>, 1 to 36500: days that an alert is kept after it ended. A year and a month by default, so that
    /// the same season can be compared. One that goes on is never removed.
    /// </summary>
    public int KeepDays { get; set; } = GatewaySettings.AlertKeepDays.Value;
}
