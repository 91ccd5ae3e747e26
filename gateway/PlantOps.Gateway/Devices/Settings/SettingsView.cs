namespace PlantOps.Gateway.Devices.Settings;

/// <summary>A device's settings as the API shows them.</summary>
internal sealed class SettingsView
{
    /// <summary>
    /// <c>in_sync</c>; <c>pending</c> until the device has taken the latest change; <c>refused</c>, and then
    /// <c>reported.refused</c> says why; <c>unknown</c> where the device has never said what it is.
    /// </summary>
    public required string State { get; init; }

    /// <summary>What it should be; <c>null</c> where nobody has changed anything.</summary>
    public required DesiredSettings? Desired { get; init; }

    /// <summary>What it said that it is; <c>null</c> where it has not.</summary>
    public required ReportedSettings? Reported { get; init; }

    /// <summary>When it said so, Unix milliseconds UTC.</summary>
    public required long? ReportedAt { get; init; }

    public static SettingsView Of(KeptSettings kept) => new()
    {
        State = StateOf(kept),
        Desired = kept.Desired,
        Reported = kept.Reported,
        ReportedAt = kept.Reported is null ? null : kept.ReportedAt,
    };

    private static string StateOf(KeptSettings kept) => kept switch
    {
        { Reported: null } => "unknown",
        { Desired: null } => "in_sync",
        _ when kept.Reported.Version == kept.Desired.Version => "in_sync",
        _ when kept.Reported.RefusedVersion == kept.Desired.Version => "refused",
        _ => "pending",
    };
}
