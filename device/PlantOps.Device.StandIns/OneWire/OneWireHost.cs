using PlantOps.Device.StandIns.Board;

namespace nanoFramework.Device.OneWire;

/// <summary>
/// nanoFramework's 1-Wire host, with one DS18B20 on its line or nothing. A device may have one of them; what nobody drives is
/// read as ones.
/// </summary>
public class OneWireHost : IDisposable
{
    private const byte SkipRom = 0xCC;
    private const byte Convert = 0x44;
    private const byte ReadScratchpad = 0xBE;

    private readonly SimulatedBoard _board = SimulatedBoard.Current;
    private int _readAt = -1;
    private bool _addressed;

    public OneWireHost()
    {
        if (_board.OneWireIsOpen) throw new InvalidOperationException();
        _board.OneWireIsOpen = true;
    }

    public bool TouchReset()
    {
        (_addressed, _readAt) = (false, -1);
        return _board.Ds18b20 != null;
    }

    public byte WriteByte(byte value)
    {
        if (_addressed && value == Convert) _board.Ds18b20Conversions++;
        if (_addressed && value == ReadScratchpad) _readAt = 0;
        _addressed |= value == SkipRom;
        return value;
    }

    public byte ReadByte() =>
        _board.Ds18b20 is { } scratchpad && _readAt >= 0 && _readAt < scratchpad.Length ? scratchpad[_readAt++] : (byte)0xFF;

    public void Dispose()
    {
        _board.OneWireIsOpen = false;
        GC.SuppressFinalize(this);
    }
}
