using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Sampling;

namespace PlantOps.Device.Core.Tests.Sampling;

public sealed class MeasurementTests
{
    private readonly TestBoard _board = new();
    private readonly Measurement _measurement;

    public MeasurementTests() => _measurement = new Measurement(new SensorSet(_board, _board, _board), new SoilCalibration(2900, 1250));

    [Fact]
    public void Run_EverythingFitted_EveryMetricIsOk()
    {
        var reading = Measured();
        for (var metric = Metric.Temperature; (int)metric < Metrics.Count; metric++) Assert.Equal(Quality.Ok, reading.QualityOf(metric));
        Assert.Equal(50, reading.Value(Metric.SoilMoisture), 0.1);
        Assert.Equal(2075, reading.Value(Metric.SoilRaw));
    }

    [Fact]
    public void Run_SoilSpikes_TheMedianCounts()
    {
        _board.SoilRaw = [2075, 0, 2080, 4095, 2070];
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
        Assert.Equal(Quality.Ok, Measured(0).QualityOf(Metric.SoilRaw));
        Assert.Equal(Quality.Ok, Measured(29 * 60000).QualityOf(Metric.SoilRaw));
        Assert.Equal(Quality.Stuck, Measured(30 * 60000).QualityOf(Metric.SoilMoisture));
        _board.SoilRaw = [2076];
        Assert.Equal(Quality.Ok, Measured(31 * 60000).QualityOf(Metric.SoilRaw));
    }

    [Fact]
    public void Run_OnlyHumidityMoves_TheClimateSensorLives()
    {
        Measured(0);
        _board.HumidityPercent = 49;
        Assert.Equal(Quality.Ok, Measured(6 * 3600 * 1000).QualityOf(Metric.Temperature));
        Assert.Equal(Quality.Stuck, Measured(12 * 3600 * 1000).QualityOf(Metric.Temperature));
    }

    [Fact]
    public void Run_NoSensorFitted_HasNoValuesAndNoFlags()
    {
        var reading = new TelemetryReading();
        new Measurement(new SensorSet(null, null, null), new SoilCalibration(2900, 1250)).Run(reading, 0);
        Assert.True(double.IsNaN(reading.Value(Metric.SoilMoisture)));
        Assert.Equal(Quality.Ok, reading.QualityOf(Metric.SoilMoisture));
    }

    private TelemetryReading Measured(long uptimeMs = 0)
    {
        var reading = new TelemetryReading();
        _measurement.Run(reading, uptimeMs);
        return reading;
    }
}
