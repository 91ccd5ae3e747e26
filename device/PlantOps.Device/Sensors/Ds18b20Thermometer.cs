using nanoFramework.Device.OneWire;
using PlantOps.Device.Core.Sampling;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Sensors;

/// <summary>
/// A DS18B20, alone on its line and fed by a wire of its own: −55…125 °C, 1/16 °C a step at 12 bits (Maxim DS18B20 datasheet).
/// The library's own driver for it is not used: it looks at no checksum and takes what an empty line gives for a temperature.
/// </summary>
internal sealed class Ds18b20Thermometer : ISoilThermometer
{
    // The datasheet's commands, "ROM commands" and "Function commands".
    private const byte SkipRom = 0xCC;
    private const byte Convert = 0x44;
    private const byte ReadScratchpad = 0xBE;

    private readonly OneWireHost _line;
    private readonly ISignal _pause;

    /// <param name="line">The line; a board has one.</param>
    /// <param name="pause">Where it waits while the sensor measures.</param>
    public Ds18b20Thermometer(OneWireHost line, ISignal pause)
    {
        _line = line;
        _pause = pause;
    }

    public bool TryRead(byte[] scratchpad)
    {
        if (!Tell(Convert))
        {
            return false;
        }

        _pause.Wait(SoilThermometerMeter.ConversionMs);
        if (!Tell(ReadScratchpad))
        {
            return false;
        }

        for (int i = 0; i < scratchpad.Length; i++)
        {
            scratchpad[i] = _line.ReadByte();
        }

        return true;
    }

    private bool Tell(byte command)
    {
        if (!_line.TouchReset())
        {
            return false;
        }

        _line.WriteByte(SkipRom);
        _line.WriteByte(command);
        return true;
    }
}
