using System.Runtime.CompilerServices;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// A published message on its way to disk: readings, a message set aside, or nothing where it only waits for those
/// before it. Whoever waits for it is told by
/// <see cref="IReceipt"/> once it is there, and not before.
/// </summary>
internal sealed class InboundMessage(IReceipt receipt, DeviceReadings? readings, SetAsideMessage? setAside)
{
    /// <summary>A commit of as many readings costs little a reading: it need not be shared.</summary>
    private const int ManyReadings = 8;

    /// <summary>This object, its receipt and its places in lists.</summary>
    private const int OwnBytes = 256;

    /// <summary>The object and the array of one device's readings, without the readings.</summary>
    private const int BlockBytes = 64;

    private static readonly int ReadingBytes = Unsafe.SizeOf<Reading>();

    public IReceipt Receipt { get; } = receipt;

    public DeviceReadings? Readings { get; } = readings;

    /// <summary>The same readings with further soil channels; none as a rule.</summary>
    public IReadOnlyList<DeviceReadings> Further { get; init; } = [];

    public SetAsideMessage? SetAside { get; } = setAside;

    /// <summary>Whether its sender is told that it was read, be it that nothing of it is to be stored.</summary>
    public bool IsRead { get; init; }

    /// <summary>
    /// Which device sent it; <see langword="null"/> where it came another way. A text that others hold as well.
    /// </summary>
    public string? DeviceId { get; init; }

    /// <summary>How many readings it holds, those of further soil channels included.</summary>
    public int ReadingCount =>
        (Readings?.Readings.Count ?? 0) + (Further.Count == 0 ? 0 : Further.Sum(channel => channel.Readings.Count));

    /// <summary>
    /// Whether it is to be stored at once, rather than gathered with others: somebody waits for an answer, or it holds many
    /// readings.
    /// </summary>
    public bool IsUrgent => DeviceId is null || Receipt.IsUrgent || ReadingCount >= ManyReadings;

    /// <summary>Bytes of memory that it takes while it waits.</summary>
    public int Bytes => OwnBytes + ((1 + Further.Count) * BlockBytes) + (ReadingCount * ReadingBytes) + (SetAside?.Bytes ?? 0);
}

/// <summary>Where a message's sender waits: for MQTT its connection, for a test the test.</summary>
internal interface IReceipt
{
    /// <summary>Whether somebody waits for it who would give up: a request, rather than a device with a buffer.</summary>
    bool IsUrgent => false;

    /// <summary>The message is on disk. Called on the writer's thread: mark it and return.</summary>
    void Stored();

    /// <summary>
    /// Every message of the group is marked. Called once a message after the last <see cref="Stored"/>: send what is due.
    /// </summary>
    void GroupStored();
}
