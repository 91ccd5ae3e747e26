namespace PlantOps.Device.StandIns.Board;

/// <summary>A chip on the I²C bus: what it was told, and what it answers.</summary>
internal sealed class SimulatedI2cChip
{
    public List<byte> Received { get; } = [];

    /// <summary>What a read gives, from the first byte on.</summary>
    public byte[] Answer { get; set; } = [];
}
