using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Sampling;

namespace PlantOps.Device.Core.Tests.Sampling;

public sealed class ClimateMeterTests
{
    private const long Minute = 60000;

    private readonly TestBoard _board = new() { ClimateAnswers = false };
    private readonly ClimateMeter _meter;

    public ClimateMeterTests() => _meter = new ClimateMeter(_board);

    [Fact]
    public void Run_SilentThreeTimes_TheSupplyIsCycledOnce()
    {
        At(1);
        At(2);
        Assert.Equal(0, _board.PowerCycles);
        Assert.Equal(Quality.Missing, At(3));
        Assert.Equal(1, _board.PowerCycles);
        for (var minute = 4; minute < 13; minute++) At(minute);
        Assert.Equal(1, _board.PowerCycles);
    }

    [Fact]
    public void Run_SilentForADay_IsCycledLessAndLessOften()
    {
        var cycles = new List<int>();
        for (var minute = 1; minute <= 24 * 60; minute++)
        {
            var before = _board.PowerCycles;
            At(minute);
            if (_board.PowerCycles > before) cycles.Add(minute);
        }

        Assert.Equal([3, 13, 33, 73, 153, 313, 553, 793, 1033, 1273], cycles);
    }

    [Fact]
    public void Run_AnswersAgainAfterTheCycle_IsUnsettledUntilItHasWarmedUp()
    {
        for (var minute = 1; minute <= 3; minute++) At(minute);
        _board.ClimateAnswers = true;
        Assert.Equal(Quality.Unsettled, AtMs((3 * Minute) + 2999));
        Assert.Equal(Quality.Ok, AtMs((3 * Minute) + 3000));
    }

    [Fact]
    public void Run_AnswersInBetween_IsNotCycled()
    {
        for (var minute = 1; minute <= 60; minute++)
        {
            _board.ClimateAnswers = minute % 3 == 0;
            At(minute);
        }

        Assert.Equal(0, _board.PowerCycles);
    }

    [Fact]
    public void Run_SupplyNotOnAPin_IsAskedOnce()
    {
        _board.SupplyIsOnAPin = false;
        for (var minute = 1; minute <= 600; minute++) At(minute);
        Assert.Equal(1, _board.PowerCycleRequests);
    }

    private Quality At(int minute) => AtMs(minute * Minute);

    private Quality AtMs(long uptimeMs)
    {
        var reading = new TelemetryReading();
        _meter.Run(reading, uptimeMs);
        return reading.QualityOf(Metric.Temperature);
    }
}
