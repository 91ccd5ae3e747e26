using System.Device.Gpio;

namespace PlantOps.Device.Board;

/// <summary>A button between its pin and ground.</summary>
internal sealed class PushButton
{
    private readonly GpioPin _pin;

    /// <param name="pin">An input with a pull-up.</param>
    public PushButton(GpioPin pin) => _pin = pin;

    /// <summary>Whether it is held down now. Looked at a few times a second, that needs no debouncing.</summary>
    public bool IsDown => _pin.Read() == PinValue.Low;
}
