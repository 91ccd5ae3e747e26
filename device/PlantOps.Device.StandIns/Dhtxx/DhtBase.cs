using System.Device.Gpio;
using PlantOps.Device.StandIns.Board;
using UnitsNet;

namespace Iot.Device.DHTxx.Esp32;

/// <summary>
/// nanoFramework's DHT driver over the RMT peripheral, with its ways: each property reads the sensor unless it was
/// read within the last second; a failed read gives zero; and a frame of which both high bytes are zero counts as
/// failed, although dry air below 25.6 °C looks just like that.
/// </summary>
public abstract class DhtBase : IDisposable
{
    private readonly SimulatedBoard _board = SimulatedBoard.Current;
    private DateTime _lastMeasurement = DateTime.MinValue;

    protected byte[] _readBuff = new byte[5];

    protected DhtBase(
        int pinEcho, int pinTrigger, PinNumberingScheme pinNumberingScheme, GpioController? gpioController, bool shouldDispose)
    {
        if (pinEcho == pinTrigger) throw new ArgumentException("The ESP32's driver needs two pins.", nameof(pinTrigger));
    }

    public bool IsLastReadSuccessful { get; internal set; }

    public virtual Temperature Temperature
    {
        get
        {
            ReadData();
            return IsLastReadSuccessful ? GetTemperature(_readBuff) : default;
        }
    }

    public virtual RelativeHumidity Humidity
    {
        get
        {
            ReadData();
            return IsLastReadSuccessful ? GetHumidity(_readBuff) : default;
        }
    }

    public void Dispose() => GC.SuppressFinalize(this);

    internal abstract RelativeHumidity GetHumidity(byte[] readBuff);

    internal abstract Temperature GetTemperature(byte[] readBuff);

    private void ReadData()
    {
        if (_board.UtcNow() - _lastMeasurement < TimeSpan.FromSeconds(1)) return;

        _board.DhtReads++;
        if (_board.DhtFrame is not { } frame)
        {
            IsLastReadSuccessful = false;
            _readBuff = new byte[5];
            return;
        }

        _readBuff = [.. frame];
        _lastMeasurement = _board.UtcNow();
        var sum = (frame[0] + frame[1] + frame[2] + frame[3]) & 0xFF;
        IsLastReadSuccessful = frame[4] == sum && (frame[0] != 0 || frame[2] != 0);
    }
}
