using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Telemetry;

/// <summary>
/// The batch form of a telemetry message:
/// <code>
/// {"boot":7,"readings":[{"seq":1,"ts":1760000000000,"temperature":21.5,"soil_raw":2210,"quality":{"humidity":"stuck"}}]}
/// </code>
/// A reading has <c>ts</c> (Unix ms) or, without a clock, <c>age_ms</c>. The flat form, one object with the metrics
/// and no identity, is only ever read: it is what other people's devices send.
/// </summary>
public static class TelemetryMessage
{
    /// <summary>Name of the batch's start number.</summary>
    public const string Boot = "boot";

    /// <summary>Name of the batch's list.</summary>
    public const string Readings = "readings";

    /// <summary>Name of a reading's number.</summary>
    public const string Sequence = "seq";

    /// <summary>Name of a reading's time, Unix ms.</summary>
    public const string Timestamp = "ts";

    /// <summary>Name of a reading's age, ms.</summary>
    public const string Age = "age_ms";

    /// <summary>Name of the object that holds the qualities other than ok.</summary>
    public const string QualityFlags = "quality";

    /// <summary>
    /// Writes a batch. All readings must be of one boot. <see cref="JsonWriter.Overflowed"/> says whether it fitted.
    /// </summary>
    public static void Write(JsonWriter json, TelemetryReading[] readings, int count)
    {
        json.BeginObject();
        json.Write(Boot, readings[0].Boot);
        json.BeginArray(Readings);
        for (int i = 0; i < count; i++)
        {
            WriteReading(json, readings[i]);
        }

        json.EndArray();
        json.EndObject();
    }

    private static void WriteReading(JsonWriter json, TelemetryReading reading)
    {
        json.BeginObject();
        json.Write(Sequence, reading.Sequence);
        if (reading.TimestampMs > 0)
        {
            json.Write(Timestamp, reading.TimestampMs);
        }
        else
        {
            json.Write(Age, reading.AgeMs);
        }

        bool flagged = false;
        for (int channel = SoilChannels.First; channel <= SoilChannels.FirmwareMost; channel++)
        {
            for (Metric metric = Metric.Temperature; (int)metric < Metrics.FirmwareCount; metric++)
            {
                if (!IsOf(channel, metric))
                {
                    continue;
                }

                double value = reading.SoilValue(metric, channel);
                if (!double.IsNaN(value))
                {
                    json.Write(SoilChannels.Name(metric, channel), value, Metrics.Decimals(metric));
                }

                flagged |= reading.SoilQualityOf(metric, channel) != Quality.Ok;
            }
        }

        if (flagged)
        {
            WriteQualities(json, reading);
        }

        json.EndObject();
    }

    private static void WriteQualities(JsonWriter json, TelemetryReading reading)
    {
        json.BeginObject(QualityFlags);
        for (int channel = SoilChannels.First; channel <= SoilChannels.FirmwareMost; channel++)
        {
            for (Metric metric = Metric.Temperature; (int)metric < Metrics.FirmwareCount; metric++)
            {
                Quality quality = IsOf(channel, metric) ? reading.SoilQualityOf(metric, channel) : Quality.Ok;
                if (quality != Quality.Ok)
                {
                    json.Write(SoilChannels.Name(metric, channel), Qualities.Name(quality));
                }
            }
        }

        json.EndObject();
    }

    // What is not of the soil is the first channel's, once for all of them.
    private static bool IsOf(int channel, Metric metric) => channel == SoilChannels.First || Metrics.IsOfSoil(metric);
}
