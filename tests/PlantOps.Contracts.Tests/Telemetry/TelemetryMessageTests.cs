using PlantOps.Contracts.Json;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Contracts.Tests.Telemetry;

public sealed class TelemetryMessageTests
{
    [Fact]
    public void Write_TwoReadings_IsTheSample()
    {
        Assert.Equal(WireSample.Text("telemetry-batch"),
            Written.By(json => TelemetryMessage.Write(json, [WithClock(), WithoutClock()], 2)));
    }

    [Fact]
    public void Write_BufferTooSmall_Overflows()
    {
        var json = new JsonWriter(new byte[100]);
        TelemetryMessage.Write(json, [WithClock(), WithoutClock()], 2);
        Assert.True(json.Overflowed);
    }

    [Fact]
    public void Write_FurtherSoilChannels_CarryTheirNumbers()
    {
        var reading = new TelemetryReading { Boot = 7, Sequence = 1, TimestampMs = 1760000000000 };
        reading.Set(Metric.SoilMoisture, 33.1, Quality.Ok);
        reading.SetSoil(Metric.SoilMoisture, 2, 61.4, Quality.Ok);
        reading.SetSoil(Metric.SoilRaw, 2, 1730, Quality.Stuck);
        reading.SetSoil(Metric.SoilMoisture, 4, double.NaN, Quality.Missing);
        Assert.Equal(
            """{"boot":7,"readings":[{"seq":1,"ts":1760000000000,"soil_moisture":33.1,"soil_moisture_2":61.4,"soil_raw_2":1730"""
            + ""","quality":{"soil_raw_2":"stuck","soil_moisture_4":"missing"}}]}""",
            Written.By(json => TelemetryMessage.Write(json, [reading], 1)));
    }

    private static TelemetryReading WithClock()
    {
        var reading = new TelemetryReading { Boot = 412, Sequence = 1, TimestampMs = 1760000000000 };
        reading.Set(Metric.Temperature, 21.5, Quality.Ok);
        reading.Set(Metric.Humidity, 48.25, Quality.Ok);
        reading.Set(Metric.SoilMoisture, 37.04, Quality.Ok);
        reading.Set(Metric.LightLevel, 1250.5, Quality.Ok);
        reading.Set(Metric.SoilRaw, 2210, Quality.Ok);
        return reading;
    }

    private static TelemetryReading WithoutClock()
    {
        var reading = new TelemetryReading { Boot = 412, Sequence = 2, AgeMs = 61500 };
        reading.Set(Metric.Temperature, -3.07, Quality.Ok);
        reading.Set(Metric.Humidity, double.NaN, Quality.Missing);
        reading.Set(Metric.SoilMoisture, 100, Quality.Implausible);
        reading.Set(Metric.LightLevel, 0, Quality.Ok);
        reading.Set(Metric.SoilRaw, 4095, Quality.Stuck);
        return reading;
    }
}
