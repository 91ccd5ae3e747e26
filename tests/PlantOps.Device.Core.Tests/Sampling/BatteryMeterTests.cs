using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Sampling;

namespace PlantOps.Device.Core.Tests.Sampling;

public sealed class BatteryMeterTests
{
    private readonly TestBoard _board = new();
    private readonly DeviceConfiguration _configuration = new();

    [Theory]
    [InlineData(2482, 2000, 4.0)]
    [InlineData(2482, 2050, 4.1)]
    [InlineData(4000, 6000, 19.34)]
    public void Run_ADivider_IsTheBatterysVoltage(int raw, int ratio, double volts)
    {
        var (value, quality) = Measured(raw, ratio);
        Assert.Equal(volts, value, 0.006);
        Assert.Equal(Quality.Ok, quality);
    }

    [Theory]
    [InlineData(-1, 2000)]
    [InlineData(0, 2000)]
    [InlineData(49, 2000)]
    [InlineData(4046, 2000)]
    [InlineData(4095, 2000)]
    [InlineData(4000, 7000)]
    public void Run_WhatTheInputCannotTell_IsMissing(int raw, int ratio)
    {
        var (value, quality) = Measured(raw, ratio);
        Assert.True(double.IsNaN(value));
        Assert.Equal(Quality.Missing, quality);
    }

    [Fact]
    public void Run_AfterTheRatioWasChanged_GoesByIt()
    {
        _board.SoilRaw = [2482];
        var meter = new BatteryMeter(_board, _configuration, new SoilSampler());
        var reading = new TelemetryReading();
        meter.Run(reading, 0);
        _configuration.TakeOver(new DeviceConfiguration { [Contracts.Settings.DeviceSetting.BatteryRatioPermille] = 3000 });
        meter.Run(reading, 0);
        Assert.Equal(6.0, reading.Value(Metric.BatteryVoltage), 0.006);
    }

    private (double Value, Quality Quality) Measured(int raw, int ratio)
    {
        _board.SoilRaw = [raw];
        _configuration[Contracts.Settings.DeviceSetting.BatteryRatioPermille] = ratio;
        var reading = new TelemetryReading();
        new BatteryMeter(_board, _configuration, new SoilSampler()).Run(reading, 0);
        return (reading.Value(Metric.BatteryVoltage), reading.QualityOf(Metric.BatteryVoltage));
    }
}
