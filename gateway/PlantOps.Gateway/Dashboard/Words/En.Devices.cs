namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of all devices.</summary>
internal sealed partial class En
{
    public string NoDevices => "No device yet";

    public string NoDeviceHelp =>
        "A device is an ESP32 with sensors in a pot, or its program without hardware. It comes in with a code that is "
        + "shown here.";

    public string AddADevice => "Add a device";

    public string AwayOnes => "Away";

    public string SettingsPending => "Settings pending";

    public string WatchesNoPlant => "Watches no plant.";

    public string SignalTitle => "Signal";

    public string WaitingTitle => "In its buffer";

    public string MoreDevices => "More";

    public string LastSeenAt => "Last seen";

    public string Watches => "Watches";

    public string DevicesAre(int all, int away, int unknown) => (all, away, unknown) switch
    {
        (_, 1, _) => "1 device is away",
        (_, > 1, _) => $"{away} devices are away",
        (_, _, 1) => "Nobody knows of 1 device",
        (_, _, > 1) => $"Nobody knows of {unknown} devices",
        (1, _, _) => "Your device is there",
        _ => $"All {all} devices are there",
    };

    public string DeviceIs(ReachState state) => state switch
    {
        ReachState.Away => "Away",
        ReachState.NeverSeen => "Never seen",
        ReachState.Asleep => "Asleep",
        ReachState.Online => "Online",
        ReachState.Released => "Released",
        ReachState.Retired => "Retired",
        _ => "Unknown",
    };

    public string SignalIs(SignalQuality quality) => quality switch
    {
        SignalQuality.Good => "good",
        SignalQuality.Fair => "fair",
        _ => "weak",
    };

    public string ReadingsWait(long count) => count switch { 0 => "none", 1 => "1 reading", _ => $"{count} readings" };

    public string DeviceNameProblem(int longest) => $"A name has 1 to {longest} characters that can be seen.";
}
