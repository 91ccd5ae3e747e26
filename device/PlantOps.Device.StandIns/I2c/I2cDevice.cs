using PlantOps.Device.StandIns.Board;

namespace System.Device.I2c;

/// <summary>
/// nanoFramework's I²C device. A chip that does not answer is told by the result, never by an exception, and reading
/// from it gives zeros.
/// </summary>
public class I2cDevice : IDisposable
{
    private readonly SimulatedBoard _board = SimulatedBoard.Current;

    public I2cDevice(I2cConnectionSettings settings) => ConnectionSettings = settings;

    public I2cConnectionSettings ConnectionSettings { get; }

    public static I2cDevice Create(I2cConnectionSettings settings) => new(settings);

    public byte ReadByte() => ReadBytes(1)[0];

    public I2cTransferResult WriteByte(byte value)
    {
        if (Chip is not { } chip) return new I2cTransferResult(0, I2cTransferStatus.SlaveAddressNotAcknowledged);

        chip.Received.Add(value);
        return new I2cTransferResult(1, I2cTransferStatus.FullTransfer);
    }

    public void Dispose() => GC.SuppressFinalize(this);

    internal byte[] ReadBytes(int count)
    {
        var read = new byte[count];
        Chip?.Answer.AsSpan(0, Math.Min(count, Chip.Answer.Length)).CopyTo(read);
        return read;
    }

    private SimulatedI2cChip? Chip => _board.I2c.GetValueOrDefault(ConnectionSettings.DeviceAddress);
}
