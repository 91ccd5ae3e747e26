using PlantOps.Device.StandIns.Board;

namespace System.Device.Adc;

/// <summary>nanoFramework's ADC: twenty channels of 12 bit, as on an ESP32.</summary>
public class AdcController
{
    private const int Channels = 20;

    private readonly SimulatedBoard _board = SimulatedBoard.Current;

    public int MaxValue => 4095;

    public AdcChannel OpenChannel(int channelNumber)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(channelNumber);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channelNumber, Channels);
        return new AdcChannel(channelNumber, _board);
    }
}
