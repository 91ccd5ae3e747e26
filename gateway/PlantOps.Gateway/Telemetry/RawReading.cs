namespace PlantOps.Gateway.Telemetry;

/// <summary>A reading as its message gives it, before its time is resolved.</summary>
internal struct RawReading
{
    public long Sequence;
    public long? Timestamp;
    public long? Age;
    public MetricValues Values;
    public MetricQualities Qualities;

    /// <summary>Soil channels beyond the first; <see langword="null"/> where there are none.</summary>
    public RawSoil? Soil;

    /// <summary>Whether it names a metric at all, be it to say that its value is missing.</summary>
    public bool HasMetric;

    public static RawReading Empty => new() { Sequence = Reading.NoIdentity, Values = MetricValues.None };
}
