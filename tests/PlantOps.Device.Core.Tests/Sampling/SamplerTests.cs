using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Tests.Buffering;

namespace PlantOps.Device.Core.Tests.Sampling;

public sealed class SamplerTests
{
    private const int Settled = 2000;

    private readonly DeviceUnderTest _device = new();

    public SamplerTests() => _device.Clock.UptimeMs = Settled;

    [Fact]
    public void Step_JustStarted_WaitsForTheSensors()
    {
        var device = new DeviceUnderTest();
        Assert.Equal(Settled, device.Sampler.Step());
        Assert.Equal(0, device.Sampler.Stored);
    }

    [Fact]
    public void Step_Hours_TakeAReadingAtEachInterval()
    {
        for (var minute = 0; minute < 120; minute++) _device.Clock.UptimeMs += _device.Sampler.Step();
        Assert.Equal(120, _device.Sampler.Stored);
        Assert.Equal(Settled + (120 * 60000), _device.Clock.UptimeMs);
    }

    [Fact]
    public void Step_SleptThrough_IsNotMadeUpForAndTheRhythmStays()
    {
        _device.Sampler.Step();
        _device.Clock.UptimeMs = Settled + 610_500;
        Assert.Equal(49_500, _device.Sampler.Step());
        Assert.Equal(2, _device.Sampler.Stored);
    }

    [Fact]
    public void IntervalS_Changed_CountsFromTheLastReading()
    {
        _device.Sampler.Step();
        _device.Clock.UptimeMs = Settled + 10_000;
        _device.Sampler.IntervalS = 300;
        Assert.Equal(290_000, _device.Sampler.Step());
    }

    [Fact]
    public void Step_Readings_CarryBootSequenceAndTime()
    {
        _device.Clock.SetUnixMs(1760000000000);
        _device.Sampler.Step();
        _device.Sampler.TakeNow();
        _device.Buffer.Take(BufferedReadings.Space, 0);
        Assert.Equal((7, 1, 1760000000000),
            (BufferedReadings.Space[0].Boot, BufferedReadings.Space[0].Sequence, BufferedReadings.Space[0].TimestampMs));
        Assert.Equal((7, 2), (BufferedReadings.Space[1].Boot, BufferedReadings.Space[1].Sequence));
        Assert.Equal(21.5, BufferedReadings.Space[0].Value(Metric.Temperature), 0.001);
    }

    [Fact]
    public void Step_ClockJumpsBackAndForth_IdentityAndRhythmStay()
    {
        _device.Clock.SetUnixMs(1760000000000);
        foreach (var clock in new[] { 1760000060000, 1591000000000, 0, 1890000000000 })
        {
            Assert.Equal(60_000, _device.Sampler.Step());
            _device.Clock.UptimeMs += 60_000;
            _device.Clock.SetUnixMs(clock);
        }

        var sent = _device.Buffer.Take(BufferedReadings.Space, _device.Clock.UptimeMs);
        Assert.Equal([1L, 2, 3, 4], BufferedReadings.Space.Take(sent!.Count).Select(reading => reading.Sequence));
        Assert.All(BufferedReadings.Space.Take(sent.Count), reading => Assert.Equal(7, reading.Boot));
        Assert.Equal(
            [1760000000000, 1760000060000, 1591000000000, 0],
            BufferedReadings.Space.Take(sent.Count).Select(reading => reading.TimestampMs));
    }
}
