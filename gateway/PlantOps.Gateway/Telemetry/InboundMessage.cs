namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// A published message on its way to disk: readings, a message set aside, or nothing where it only waits for those
/// before it. Whoever waits for it is told by
/// <see cref="IReceipt"/> once it is there, and not before.
/// </summary>
internal sealed class InboundMessage(IReceipt receipt, DeviceReadings? readings, SetAsideMessage? setAside)
{
    public IReceipt Receipt { get; } = receipt;

    public DeviceReadings? Readings { get; } = readings;

    /// <summary>The same readings with further soil channels; none as a rule.</summary>
    public IReadOnlyList<DeviceReadings> Further { get; init; } = [];

    public SetAsideMessage? SetAside { get; } = setAside;

    /// <summary>What it takes of the queue's room.</summary>
    public int Weight => 1 + (Readings?.Readings.Count ?? 0) + (Further.Count == 0 ? 0 : Further.Sum(channel => channel.Readings.Count));
}
