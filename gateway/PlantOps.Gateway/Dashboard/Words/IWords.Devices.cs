namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>All devices.</summary>
public partial interface IWords
{
    string NoDevices { get; }

    string NoDeviceHelp { get; }

    string AddADevice { get; }

    string AwayOnes { get; }

    string SettingsPending { get; }

    string WatchesNoPlant { get; }

    string SignalTitle { get; }

    string WaitingTitle { get; }

    string MoreDevices { get; }

    /// <summary>How all devices are, in a sentence.</summary>
    /// <param name="all">How many there are, at least one.</param>
    /// <param name="away">Those that should be there and are not.</param>
    /// <param name="unknown">Those of which nobody knows.</param>
    string DevicesAre(int all, int away, int unknown);

    string DeviceIs(ReachState state);

    /// <summary>How well a device hears the Wi-Fi.</summary>
    string SignalIs(SignalQuality quality);

    /// <summary>How many readings wait in a device's buffer.</summary>
    string ReadingsWait(long count);

    string LastSeenAt { get; }

    string Watches { get; }

    /// <summary>What is wrong with a name that was typed.</summary>
    string DeviceNameProblem(int longest);
}

/// <summary>Whether a device can be reached, the worst first.</summary>
public enum ReachState
{
    Away,
    NeverSeen,
    Unknown,
    Asleep,
    Online,
    Released,
    Retired,
}

/// <summary>How strong a Wi-Fi is where a device is.</summary>
public enum SignalQuality
{
    Weak,
    Fair,
    Good,
}
