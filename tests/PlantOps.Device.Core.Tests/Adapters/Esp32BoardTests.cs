using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;
using PlantOps.Contracts.Settings;
using PlantOps.Device.Board;
using PlantOps.Device.Core.Board;
using PlantOps.Device.StandIns.Board;

namespace PlantOps.Device.Core.Tests.Adapters;

public sealed class Esp32BoardTests
{
    private readonly SimulatedBoard _simulated = SimulatedBoard.Current = new SimulatedBoard();
    private readonly Esp32Board _board = new(Chip.Of("ESP32_REV3"));

    [Theory]
    [InlineData(Sleep.WakeupCause.Undefined, RestartCauses.Power)]
    [InlineData(Sleep.WakeupCause.Timer, RestartCauses.Sleep)]
    [InlineData(Sleep.WakeupCause.Ext0, RestartCauses.Sleep)]
    public void StartCause_WakeUp_IsToldFromPower(Sleep.WakeupCause wakeUp, string cause)
    {
        _simulated.WakeupCause = wakeUp;
        Assert.Equal(cause, _board.StartCause);
    }

    [Fact]
    public void DeepSleep_SomeTime_WakesByTheTimer()
    {
        _board.DeepSleep(90_000);
        Assert.Equal(TimeSpan.FromSeconds(90), _simulated.WakeupTimer);
        Assert.True(_simulated.IsAsleep);
    }

    [Fact]
    public void Restart_Always_RestartsTheWholeChip()
    {
        _board.Restart();
        Assert.Equal(RebootOption.NormalReboot, _simulated.Reboot);
    }

    [Fact]
    public void WhyNot_Settings_AreJudgedForThisChip()
    {
        var settings = new BoardSettings();
        settings.SetPin(BoardPin.Soil, 4);
        Assert.NotNull(_board.WhyNot(settings));
        Assert.Null(new Esp32Board(Chip.Of("ESP32_S3")).WhyNot(settings));
    }

    [Fact]
    public void LowHeap_HeapThatFellAndRose_IsTheLowest()
    {
        var health = new BoardHealth();
        foreach (var free in new uint[] { 80_000, 60_000, 70_000 })
        {
            _simulated.FreeHeap = free;
            Assert.Equal(free, health.FreeHeap);
        }

        Assert.Equal(60_000, health.LowHeap);
    }
}
