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
    public string? Model { get; init; }

    public string? FirmwareVersion { get; init; }

    public IReadOnlyList<string> Sensors { get; init; } = [];
}
