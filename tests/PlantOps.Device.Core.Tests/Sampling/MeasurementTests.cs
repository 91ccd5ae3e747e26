using PlantOps.Contracts.Settings;
using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Sampling;

namespace PlantOps.Device.Core.Tests.Sampling;

public sealed class MeasurementTests
{
    private readonly TestBoard _board = new();
    private readonly Measurement _measurement;

    public MeasurementTests() => _measurement = Of(new SensorSet(_board, _board, _board));

    [Fact]
    public void Run_EverythingFitted_EveryMetricIsOk()
    {
        var reading = Measured();
        for (var metric = Metric.Temperature; (int)metric < Metrics.FirmwareCount; metric++)
            Assert.Equal(Quality.Ok, reading.QualityOf(metric));
        Assert.Equal(50, reading.Value(Metric.SoilMoisture), 0.1);
        Assert.Equal(2075, reading.Value(Metric.SoilRaw));
    }

    [Fact]
    public void Run_SoilSpikes_TheMedianCounts()
    {
        _board.SoilRaw = [2075, 0, 2080, 4095, 2070, 0, 2076, 4095, 2074];
        Assert.Equal(2075, Measured().Value(Metric.SoilRaw));
    }

    [Theory]
    [InlineData(3000, 0)]
    [InlineData(1000, 100)]
    public void Run_BeyondCalibration_IsClamped(int raw, double percent)
    {
        _board.SoilRaw = [raw];
        var reading = Measured();
        Assert.Equal(percent, reading.Value(Metric.SoilMoisture));
        Assert.Equal(Quality.Ok, reading.QualityOf(Metric.SoilMoisture));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4095)]
    public void Run_SoilAtTheRails_IsImplausible(int raw)
    {
        _board.SoilRaw = [raw];
        Assert.Equal(Quality.Implausible, Measured().QualityOf(Metric.SoilMoisture));
    }

    [Fact]
    public void Run_SensorsSilent_AreMissingAndTheOthersGoOn()
    {
        _board.ClimateAnswers = false;
        _board.SoilRaw = [-1];
        var reading = Measured();
        Assert.Equal(Quality.Missing, reading.QualityOf(Metric.Temperature));
        Assert.Equal(Quality.Missing, reading.QualityOf(Metric.SoilMoisture));
        Assert.True(double.IsNaN(reading.Value(Metric.Humidity)));
        Assert.Equal(800, reading.Value(Metric.LightLevel));
    }

    [Fact]
    public void Run_ImpossibleTemperature_IsImplausible()
    {
        _board.TemperatureC = 140;
        Assert.Equal(Quality.Implausible, Measured().QualityOf(Metric.Temperature));
        Assert.Equal(Quality.Ok, Measured().QualityOf(Metric.Humidity));
    }

    [Fact]
    public void Run_SameSoilForHalfAnHour_IsStuckUntilItMoves()
    {
        for (var minute = 0; minute < 30; minute++) Assert.Equal(Quality.Ok, AtMinute(minute).QualityOf(Metric.SoilRaw));
        Assert.Equal(Quality.Stuck, AtMinute(30).QualityOf(Metric.SoilMoisture));
        _board.SoilRaw = [2076];
        Assert.Equal(Quality.Ok, AtMinute(31).QualityOf(Metric.SoilRaw));
    }

    [Fact]
    public void Run_SameSoilAtALongInterval_IsChanceUntilItIsNot()
    {
        const int Day = 24 * 60;
        for (var day = 0; day < 4; day++) Assert.Equal(Quality.Ok, AtMinute(day * Day).QualityOf(Metric.SoilRaw));
        Assert.Equal(Quality.Stuck, AtMinute(4 * Day).QualityOf(Metric.SoilRaw));
    }

    [Fact]
    public void Run_SameSoilWhileTheIntervalChanges_IsStuckAfterHalfAnHourAllTheSame()
    {
        foreach (var minute in new[] { 0, 1, 2, 17, 29 }) Assert.Equal(Quality.Ok, AtMinute(minute).QualityOf(Metric.SoilRaw));
        Assert.Equal(Quality.Stuck, AtMinute(30).QualityOf(Metric.SoilRaw));
    }

    [Fact]
    public void Run_OnlyHumidityMoves_TheClimateSensorLives()
    {
        for (var hour = 0; hour < 6; hour++) AtMinute(hour * 60);
        _board.HumidityPercent = 49;
        for (var hour = 6; hour < 12; hour++) Assert.Equal(Quality.Ok, AtMinute(hour * 60).QualityOf(Metric.Temperature));
        Assert.Equal(Quality.Stuck, AtMinute(12 * 60).QualityOf(Metric.Temperature));
    }

    [Fact]
    public void Run_LightStillForHalfADay_IsStuckButNightIsNot()
    {
        _board.Lux = 0;
        for (var hour = 0; hour <= 14; hour++) Assert.Equal(Quality.Ok, AtMinute(hour * 60).QualityOf(Metric.LightLevel));
        _board.Lux = 500;
        for (var hour = 15; hour < 27; hour++) Assert.Equal(Quality.Ok, AtMinute(hour * 60).QualityOf(Metric.LightLevel));
        Assert.Equal(Quality.Stuck, AtMinute(27 * 60).QualityOf(Metric.LightLevel));
    }

    [Fact]
    public void Run_MoreLightThanTheSensorCanSay_IsImplausible()
    {
        _board.Lux = 54612.5;
        Assert.Equal(Quality.Ok, Measured().QualityOf(Metric.LightLevel));
        _board.Lux = 54614;
        Assert.Equal(Quality.Implausible, Measured().QualityOf(Metric.LightLevel));
    }

    [Theory]
    [InlineData(100, Quality.Unsettled, Quality.Unsettled, Quality.Unsettled)]
    [InlineData(499, Quality.Unsettled, Quality.Unsettled, Quality.Ok)]
    [InlineData(1999, Quality.Unsettled, Quality.Ok, Quality.Ok)]
    [InlineData(2000, Quality.Ok, Quality.Ok, Quality.Ok)]
    public void Run_SoonAfterPowerUp_EachSensorHasItsOwnTime(int uptimeMs, Quality climate, Quality soil, Quality light)
    {
        var reading = Measured(uptimeMs);
        Assert.Equal(
            (climate, climate, soil, soil, light),
            (reading.QualityOf(Metric.Temperature), reading.QualityOf(Metric.Humidity), reading.QualityOf(Metric.SoilMoisture),
            reading.QualityOf(Metric.SoilRaw), reading.QualityOf(Metric.LightLevel)));
    }

    [Fact]
    public void Run_NoSensorFitted_HasNoValuesAndNoFlags()
    {
        var reading = new TelemetryReading();
        Of(new SensorSet(null, null, null)).Run(reading, 0);
        Assert.True(double.IsNaN(reading.Value(Metric.SoilMoisture)));
        Assert.Equal(Quality.Ok, reading.QualityOf(Metric.SoilMoisture));
    }

    [Fact]
    public void Run_FurtherSoilProbes_EachHasItsOwnCalibration()
    {
        var (second, fourth) = (new TestBoard { SoilRaw = [2000] }, new TestBoard { SoilRaw = [-1] });
        var sensors = new SensorSet(_board, _board, _board) { FurtherSoil = [second, null, fourth], Battery = new TestBoard() };
        var configuration = new DeviceConfiguration
        {
            [DeviceSetting.SoilDryRaw2] = 3000, [DeviceSetting.SoilWetRaw2] = 1000,
        };
        var measurement = Of(sensors, configuration);
        var reading = new TelemetryReading();
        measurement.Run(reading, 2000);
        Assert.Equal((2075, 2000), (reading.Value(Metric.SoilRaw), reading.SoilValue(Metric.SoilRaw, 2)));
        Assert.Equal(50, reading.SoilValue(Metric.SoilMoisture, 2));
        Assert.Equal(Quality.Ok, reading.SoilQualityOf(Metric.SoilRaw, 3));
        Assert.Equal(Quality.Missing, reading.SoilQualityOf(Metric.SoilMoisture, 4));
        Assert.True(double.IsNaN(reading.SoilValue(Metric.SoilRaw, 3)));
        Assert.Equal(3.34, reading.Value(Metric.BatteryVoltage), 0.01);
        Assert.Equal((6, 3), (sensors.Record.MetricCount, sensors.Record.FurtherSoil));

        configuration[DeviceSetting.SoilWetRaw2] = 1800;
        measurement.Calibrate(configuration);
        measurement.Run(reading, 3000);
        Assert.Equal(83.33, reading.SoilValue(Metric.SoilMoisture, 2), 0.01);
    }

    [Fact]
    public void Record_OfTheUsualSensors_IsAsItAlwaysWas() =>
        Assert.Equal(32, new SensorSet(_board, _board, _board) { FurtherSoil = [null, null, null] }.Record.Bytes);

    private TelemetryReading AtMinute(int minute) => Measured(2000 + (minute * 60000L));

    private Measurement Of(SensorSet sensors, DeviceConfiguration? configuration = null) => new(
        sensors,
        new SoilCalibration(2900, 1250),
        new ReadingLight(new StatusLight(_board, new FakeClock()), new DeviceConfiguration()),
        configuration ?? new DeviceConfiguration(),
        _board);

    private TelemetryReading Measured(long uptimeMs = 2000)
    {
        var reading = new TelemetryReading();
        _measurement.Run(reading, uptimeMs);
        return reading;
    }
}
