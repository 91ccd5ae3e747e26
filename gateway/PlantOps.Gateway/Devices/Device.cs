namespace PlantOps.Gateway.Devices;

/// <summary>A device that was let in.</summary>
/// <param name="Number">Its key in the store: small, never used twice, never shown.</param>
/// <param name="Id">Its id on the wire, in topics and in the API; also its MQTT user name.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="HardwareId">What stays the same when the device is erased; registering again with it keeps the identity.</param>
/// <param name="PasswordHash">SHA-256 of its MQTT password, which is long and random.</param>
/// <param name="IntervalSeconds">Seconds between two readings.</param>
/// <param name="RegisteredAt">When it was first let in, Unix milliseconds UTC.</param>
internal sealed record Device(
    int Number,
    string Id,
    string Name,
    string HardwareId,
    byte[] PasswordHash,
    int IntervalSeconds,
    long RegisteredAt)
{
    /// <summary>The hash of no password that anybody knows: SHA-256 of nothing known is all zeros.</summary>
    public static readonly byte[] NoPassword = new byte[32];

    /// <summary>The model of a device that does not exist, and measures a plant that does not exist.</summary>
    public const string VirtualModel = "virtual";

    /// <summary>
    /// Seconds for which it says nothing as a rule, where it sleeps for longer than from one reading to the next; otherwise 0.
    /// </summary>
    public int SilentSeconds { get; init; }

    public string? Model { get; init; }

    public bool IsVirtual => Model == VirtualModel;

    public string? FirmwareVersion { get; init; }

    public IReadOnlyList<string> Sensors { get; init; } = [];

    /// <summary>What it said that it has when it registered.</summary>
    public Capabilities? Capabilities { get; init; }

    /// <summary>One more with each change that the store makes.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Whether its owner has renamed it: what it calls itself when it registers again then does not count.</summary>
    public bool IsRenamed { get; init; }

    /// <summary>Since when nobody can connect as it, until hardware registers or claims it; Unix milliseconds UTC.</summary>
    public long? ReleasedAt { get; init; }

    /// <summary>Since when it is history only, Unix milliseconds UTC.</summary>
    public long? RetiredAt { get; init; }

    /// <summary>Whether nobody may come as it.</summary>
    public bool IsGone => RetiredAt is not null || PasswordHash.AsSpan().SequenceEqual(NoPassword);

    public bool HasPasswordOf(Device other) => PasswordHash.AsSpan().SequenceEqual(other.PasswordHash);

    public Device Released(long now) => this with { PasswordHash = NoPassword, ReleasedAt = ReleasedAt ?? now };

    /// <summary>Released, and its hardware is somebody else from now on.</summary>
    public Device WithoutHardware(long now) => Released(now) with { HardwareId = HardwareIds.OfGone(Id) };

    public Device Retired(long now) => WithoutHardware(now) with { RetiredAt = now };
}
