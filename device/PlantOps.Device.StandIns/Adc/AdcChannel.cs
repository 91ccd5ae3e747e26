using PlantOps.Device.StandIns.Board;

namespace System.Device.Adc;

public class AdcChannel : IDisposable
{
    private readonly int _number;
    private readonly SimulatedBoard _board;

    internal AdcChannel(int number, SimulatedBoard board)
    {
        _number = number;
        _board = board;
    }

    public int ReadValue() => _board.Analog.GetValueOrDefault(_number);

    public void Dispose() => GC.SuppressFinalize(this);
}
