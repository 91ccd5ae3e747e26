using PlantOps.Device.StandIns.Board;

namespace System.Device.Gpio;

/// <summary>nanoFramework's GPIO controller: the part of it that the device uses.</summary>
public sealed class GpioController : IDisposable
{
    private readonly Dictionary<int, GpioPin> _open = [];

    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        if (_open.ContainsKey(pinNumber)) throw new InvalidOperationException("The pin is open already.");

        var pin = new GpioPin(pinNumber, SimulatedBoard.Current);
        pin.SetPinMode(mode);
        return _open[pinNumber] = pin;
    }

    public bool IsPinOpen(int pinNumber) => _open.ContainsKey(pinNumber);

    public void ClosePin(int pinNumber) => _open.Remove(pinNumber);

    public void Dispose() => _open.Clear();
}
