namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of all devices.</summary>
internal sealed partial class De
{
    public string NoDevices => "Noch kein Gerät";

    public string NoDeviceHelp =>
        "Ein Gerät ist ein ESP32 mit Sensoren im Topf, oder sein Programm ohne Hardware. Es kommt mit einem Code herein, der "
        + "hier gezeigt wird.";

    public string AddADevice => "Gerät hinzufügen";

    public string AwayOnes => "Weg";

    public string SettingsPending => "Einstellungen stehen aus";

    public string WatchesNoPlant => "Beobachtet keine Pflanze.";

    public string SignalTitle => "Signal";

    public string WaitingTitle => "Im Puffer";

    public string MoreDevices => "Mehr";

    public string LastSeenAt => "Zuletzt gesehen";

    public string Watches => "Beobachtet";

    public string DevicesAre(int all, int away, int unknown) => (all, away, unknown) switch
    {
        (_, 1, _) => "Ein Gerät ist weg",
        (_, > 1, _) => $"{away} Geräte sind weg",
        (_, _, 1) => "Von einem Gerät weiß niemand",
        (_, _, > 1) => $"Von {unknown} Geräten weiß niemand",
        (1, _, _) => "Dein Gerät ist da",
        _ => $"Alle {all} Geräte sind da",
    };

    public string DeviceIs(ReachState state) => state switch
    {
        ReachState.Away => "Weg",
        ReachState.NeverSeen => "Nie gesehen",
        ReachState.Asleep => "Schläft",
        ReachState.Online => "Verbunden",
        ReachState.Released => "Freigegeben",
        ReachState.Retired => "Ausgemustert",
        _ => "Unbekannt",
    };

    public string SignalIs(SignalQuality quality) => quality switch
    {
        SignalQuality.Good => "gut",
        SignalQuality.Fair => "mittel",
        _ => "schwach",
    };

    public string ReadingsWait(long count) => count switch { 0 => "nichts", 1 => "1 Messung", _ => $"{count} Messungen" };

    public string DeviceNameProblem(int longest) => $"Ein Name hat 1 bis {longest} sichtbare Zeichen.";
}
