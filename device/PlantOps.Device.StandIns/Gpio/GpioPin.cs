using PlantOps.Device.StandIns.Board;

namespace System.Device.Gpio;

/// <summary>A pin. An input that nothing pulls down reads as its pull-up says.</summary>
public sealed class GpioPin : IDisposable
{
    private readonly SimulatedBoard _board;
    private PinMode _mode;

    internal GpioPin(int number, SimulatedBoard board)
    {
        PinNumber = number;
        _board = board;
    }

    public int PinNumber { get; }

    public PinMode GetPinMode() => _mode;

    public void SetPinMode(PinMode value) => _mode = value;

    public PinValue Read() => _board.Levels.TryGetValue(PinNumber, out var high) ? high : _mode == PinMode.InputPullUp;

    public void Write(PinValue value)
    {
        _board.Levels[PinNumber] = value == PinValue.High;
        _board.Written.Add((PinNumber, value == PinValue.High));
        _board.OnWrite?.Invoke(PinNumber, value == PinValue.High);
    }

    public void Dispose()
    {
    }
}
