using System.Device.Gpio;
using PlantOps.Device.Board;
using PlantOps.Device.StandIns.Board;

namespace PlantOps.Device.Core.Tests.Adapters;

public sealed class StatusLedTests
{
    private const int Pin = 2;

    private readonly SimulatedBoard _board = SimulatedBoard.Current = new SimulatedBoard();

    [Fact]
    public async Task Show_Steps_ArePlayedOverAndOver()
    {
        var played = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var levels = new List<bool>();
        var led = NewLed();
        _board.OnWrite = (_, high) =>
        {
            levels.Add(high);
            if (levels.Count == 5) played.TrySetResult();
        };
        led.Show([1, 1, 1, 1]);
        await played.Task.WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);
        led.Show([]);
        Assert.Equal([true, false, true, false, true], levels.Take(5));
    }

    [Fact]
    public void Show_NoSteps_IsDark()
    {
        var led = NewLed();
        led.Show([60_000, 60_000]);
        Assert.True(_board.Levels[Pin]);
        led.Show([]);
        Assert.False(_board.Levels[Pin]);
    }

    [Fact]
    public void New_Led_IsDark()
    {
        _board.Levels[Pin] = true;
        NewLed();
        Assert.False(_board.Levels[Pin]);
    }

    [Fact]
    public void IsDown_Button_ReadsLowWhilePressed()
    {
        var button = new PushButton(new GpioController().OpenPin(0, PinMode.InputPullUp));
        Assert.False(button.IsDown);
        _board.Levels[0] = false;
        Assert.True(button.IsDown);
    }

    private static StatusLed NewLed() => new(new GpioController().OpenPin(Pin, PinMode.Output));
}
