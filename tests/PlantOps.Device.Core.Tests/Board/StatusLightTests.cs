using PlantOps.Device.Core.Board;

namespace PlantOps.Device.Core.Tests.Board;

public sealed class StatusLightTests
{
    private readonly TestBoard _board = new();
    private readonly FakeClock _clock = new();
    private readonly StatusLight _light;

    public StatusLightTests() => _light = new StatusLight(_board, _clock);

    [Fact]
    public void Tell_SeveralFacts_TheMostUrgentIsShown()
    {
        foreach (var state in Enum.GetValues<LightState>().Order())
        {
            if (state == LightState.Identify) continue;
            _light.Tell(state, true);
            Assert.Same(LightPatterns.Of(state), _board.Shown);
        }

        _light.Tell(LightState.SettingUp, false);
        _light.Tell(LightState.SensorFailing, false);
        Assert.Same(LightPatterns.Of(LightState.Connecting), _board.Shown);
    }

    [Fact]
    public void Saving_OnlySetUpAndSearchAreShown()
    {
        _light.Tell(LightState.Connecting, true);
        _light.Saving = true;
        Assert.Empty(_board.Shown);
        _light.Identify();
        Assert.Same(LightPatterns.Of(LightState.Identify), _board.Shown);
        _clock.UptimeMs += 15_000;
        _light.Step();
        Assert.Empty(_board.Shown);
    }

    [Fact]
    public void Patterns_EachState_HasItsOwnAndEndsDark()
    {
        var patterns = Enum.GetValues<LightState>().Select(state => string.Join(' ', LightPatterns.Of(state))).ToList();
        Assert.Equal(patterns.Count, patterns.Distinct().Count());
        Assert.All(Enum.GetValues<LightState>(), state => Assert.Equal(0, LightPatterns.Of(state).Length % 2));
    }
}
