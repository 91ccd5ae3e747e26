using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry;

/// <summary>A reading as its message gives it, before its time is resolved.</summary>
internal struct RawReading
{
    public long Sequence;
    public long? Timestamp;
    public long? Age;
    public MetricValues Values;
    public MetricQualities Qualities;

    /// <summary>What few readings have; <see langword="null"/> where there is none of it.</summary>
    public RawExtra? Extra;

    /// <summary>Whether it names a metric at all, be it to say that its value is missing.</summary>
    public bool HasMetric;

    /// <summary>Whether the text of <see cref="Timestamp"/> names no time zone.</summary>
    public bool IsLocal;

    /// <summary>Whether the gateway worked <see cref="Timestamp"/> out: the device's clock was not right.</summary>
    public bool IsCorrected;

    // A bit a metric.
    private byte _named;

    public static RawReading Empty => new() { Sequence = Reading.NoIdentity, Values = MetricValues.None };

    /// <summary>Whether the contract's own name of a metric is there, whatever its value is.</summary>
    public readonly bool Names(Metric metric) => (_named & (1 << (int)metric)) != 0;

    public void Name(Metric metric) => _named |= (byte)(1 << (int)metric);
}
