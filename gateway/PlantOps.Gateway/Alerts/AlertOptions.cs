namespace PlantOps.Gateway.Alerts;

internal sealed class AlertOptions
{
    public const string Section = "Alerts";

    /// <summary><c>Alerts:TimeZone</c>: where a day begins, as an IANA name like <c>Europe/Berlin</c>. The machine's own unless set.</summary>
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Local;
}
