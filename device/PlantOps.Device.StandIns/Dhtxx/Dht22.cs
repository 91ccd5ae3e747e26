using System.Device.Gpio;
using UnitsNet;

namespace Iot.Device.DHTxx.Esp32;

public class Dht22 : DhtBase
{
    public Dht22(
        int pinEcho,
        int pinTrigger,
        PinNumberingScheme pinNumberingScheme = PinNumberingScheme.Logical,
        GpioController? gpioController = null,
        bool shouldDispose = true)
        : base(pinEcho, pinTrigger, pinNumberingScheme, gpioController, shouldDispose)
    {
    }

    internal override RelativeHumidity GetHumidity(byte[] readBuff) =>
        RelativeHumidity.FromPercent(((readBuff[0] << 8) | readBuff[1]) * 0.1);

    internal override Temperature GetTemperature(byte[] readBuff)
    {
        var celsius = (((readBuff[2] & 0x7F) << 8) | readBuff[3]) * 0.1;
        return Temperature.FromDegreesCelsius((readBuff[2] & 0x80) == 0 ? celsius : -celsius);
    }
}
