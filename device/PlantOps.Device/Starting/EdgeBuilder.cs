using System;
using System.Device.Adc;
using System.Device.Gpio;
using System.Device.I2c;
using System.Device.Wifi;
using Iot.Device.Bh1750fvi;
using nanoFramework.Device.OneWire;
using nanoFramework.Hardware.Esp32;
using PlantOps.Contracts.Settings;
using PlantOps.Device.Board;
using PlantOps.Device.Connecting;
using PlantOps.Device.Core;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Sampling;
using PlantOps.Device.Core.Storage;
using PlantOps.Device.Core.Time;
using PlantOps.Device.Network;
using PlantOps.Device.Sensors;
using PlantOps.Device.Time;

namespace PlantOps.Device.Starting;

/// <summary>Connects Core's edges to the board as it is wired.</summary>
internal sealed class EdgeBuilder
{
    private const int I2cBus = 1;

    private readonly Chip _chip;
    private readonly Wiring _wiring;
    private readonly IClock _clock;
    private readonly GpioController _gpio = new GpioController();

    /// <summary>The one adapter there is: the library keeps every one that it gives away.</summary>
    public WifiAdapter Wifi { get; } = WifiAdapter.FindAllAdapters()[0];

    public EdgeBuilder(Chip chip, Wiring wiring, IClock clock)
    {
        _chip = chip;
        _wiring = wiring;
        _clock = clock;
    }

    public DeviceEdges Build(IFileStore files, IBoard board, IEventLog log)
    {
        NetworkEdges network = new NetworkEdges(
            new WifiStation(_clock, Wifi), new M2MqttLink(), new SocketHttp(), new SntpServer(_clock));
        BoardEdges edges = new BoardEdges(board, new BoardHealth(), Light(), log, new Random());
        return new DeviceEdges(_clock, files, Sensors(), network, edges);
    }

    /// <summary>The button; <see langword="null"/> where there is none.</summary>
    public PushButton? Button()
    {
        int gpio = _wiring.Gpio(BoardPin.Button);
        return gpio < 0 ? null : new PushButton(_gpio.OpenPin(gpio, PinMode.InputPullUp));
    }

    private SensorSet Sensors()
    {
        AdcController adc = new AdcController();
        return new SensorSet(
            Analog(adc, BoardSensor.Soil, BoardPin.Soil),
            _wiring.IsFitted(BoardSensor.Climate) ? Climate() : null,
            _wiring.IsFitted(BoardSensor.Light) ? LightSensor() : null)
        {
            FurtherSoil = new ISoilProbe?[]
            {
                Analog(adc, BoardSensor.Soil2, BoardPin.Soil2),
                Analog(adc, BoardSensor.Soil3, BoardPin.Soil3),
                Analog(adc, BoardSensor.Soil4, BoardPin.Soil4),
            },
            Battery = Analog(adc, BoardSensor.Battery, BoardPin.Battery),
            SoilThermometer = _wiring.IsFitted(BoardSensor.SoilTemperature) ? SoilThermometer() : null,
        };
    }

    private IIndicator Light()
    {
        int gpio = _wiring.Gpio(BoardPin.Led);
        return gpio < 0 ? new NoLed() : new StatusLed(_gpio.OpenPin(gpio, PinMode.Output));
    }

    // What is not fitted is not there.
    private SoilAdcProbe? Analog(AdcController adc, BoardSensor sensor, BoardPin pin) => _wiring.IsFitted(sensor)
        ? new SoilAdcProbe(adc.OpenChannel(_chip.AdcChannel(_wiring.Gpio(pin))), adc.MaxValue)
        : null;

    // Which of its UARTs a CLR takes for the line differs between its builds; neither has another use here.
    private Ds18b20Thermometer SoilThermometer()
    {
        int rx = _wiring.Gpio(BoardPin.SoilTemperatureRx);
        int tx = _wiring.Gpio(BoardPin.SoilTemperatureTx);
        Configuration.SetPinFunction(rx, DeviceFunction.COM2_RX);
        Configuration.SetPinFunction(tx, DeviceFunction.COM2_TX);
        Configuration.SetPinFunction(rx, DeviceFunction.COM3_RX);
        Configuration.SetPinFunction(tx, DeviceFunction.COM3_TX);
        return new Ds18b20Thermometer(new OneWireHost(), _clock.NewSignal());
    }

    // The supply comes first: the driver waits a second for the sensor to wake.
    private Dht22Sensor Climate()
    {
        GpioPin? supply = null;
        int gpio = _wiring.Gpio(BoardPin.ClimatePower);
        if (gpio >= 0)
        {
            supply = _gpio.OpenPin(gpio, PinMode.Output);
            supply.Write(PinValue.High);
        }

        LenientDht22 dht = new LenientDht22(_wiring.Gpio(BoardPin.ClimateEcho), _wiring.Gpio(BoardPin.ClimateTrigger));
        return new Dht22Sensor(dht, supply, _clock.NewSignal());
    }

    private Bh1750Sensor LightSensor()
    {
        Configuration.SetPinFunction(_wiring.Gpio(BoardPin.LightSda), DeviceFunction.I2C1_DATA);
        Configuration.SetPinFunction(_wiring.Gpio(BoardPin.LightScl), DeviceFunction.I2C1_CLOCK);
        I2cConnectionSettings settings = new I2cConnectionSettings(I2cBus, (int)I2cAddress.AddPinLow, I2cBusSpeed.StandardMode);
        return new Bh1750Sensor(I2cDevice.Create(settings));
    }
}
