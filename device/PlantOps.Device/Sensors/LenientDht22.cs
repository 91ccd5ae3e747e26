using Iot.Device.DHTxx.Esp32;

namespace PlantOps.Device.Sensors;

/// <summary>
/// The library's driver, without its mistake: it takes a frame for failed where both high bytes are zero, although
/// that is what a DHT22 sends below 25.6 %RH between 0 and 25.5 °C, an ordinary winter's day indoors. Here the
/// checksum decides (Aosong AM2302 datasheet, section 7.2): humidity 16 bit, temperature 16 bit with its sign in the
/// highest, each in tenths, and the low byte of their sum.
/// </summary>
internal sealed class LenientDht22 : Dht22
{
    private const int FrameBytes = 5;

    public LenientDht22(int pinEcho, int pinTrigger)
        : base(pinEcho, pinTrigger)
    {
    }

    /// <summary>
    /// Reads the sensor, or within a second of the last reading gives that one again; <see langword="false"/> where it
    /// is silent or its checksum does not hold.
    /// </summary>
    public bool TryRead(out double temperatureC, out double humidityPercent)
    {
        // Reading the property is what asks the sensor; what it gives after a failure is a zero, which means nothing.
        temperatureC = Temperature.DegreesCelsius;
        humidityPercent = 0;
        if (!IsWhole())
        {
            return false;
        }

        humidityPercent = ((_readBuff[0] << 8) | _readBuff[1]) / 10.0;
        temperatureC = (((_readBuff[2] & 0x7F) << 8) | _readBuff[3]) / 10.0;
        if ((_readBuff[2] & 0x80) != 0)
        {
            temperatureC = -temperatureC;
        }

        return true;
    }

    // A silent sensor leaves zeros, whose checksum holds; a DHT22 has never seen 0 %RH at 0 °C.
    private bool IsWhole()
    {
        int sum = 0;
        bool anything = false;
        for (int i = 0; i < FrameBytes - 1; i++)
        {
            sum += _readBuff[i];
            anything |= _readBuff[i] != 0;
        }

        return anything && (sum & 0xFF) == _readBuff[FrameBytes - 1];
    }
}
