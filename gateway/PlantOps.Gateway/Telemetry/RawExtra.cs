using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry.Inputs;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// What a reading gives beside what every device sends: soil channels beyond the first, and values by other names. Only made
/// where it gives any.
/// </summary>
internal sealed class RawExtra
{
    private Channel?[]? _channels;
    private MetricValues _byOtherNames = MetricValues.None;
    private byte _mapped;
    private bool _isCelsius;
    private bool _isPlain;

    /// <summary>Charge of the battery, %.</summary>
    public int? Battery { get; set; }

    /// <summary>When it was taken, by a name other than the contract's; Unix milliseconds UTC.</summary>
    public long? Time { get; set; }

    /// <summary>Whether the text of that time names no time zone.</summary>
    public bool IsTimeLocal { get; set; }

    /// <summary>Whether temperatures are in degrees Fahrenheit.</summary>
    public bool IsFahrenheit { get; set; }

    /// <summary>What is wrong with the first value that could not be read, beginning with its name.</summary>
    public string? Problem { get; set; }

    /// <summary>Whether a metric has a value by its device's mapping.</summary>
    public bool IsMapped(Metric metric) => (_mapped & (1 << (int)metric)) != 0;

    /// <summary>Notes that it has.</summary>
    public void Map(Metric metric, bool hasOwnUnit)
    {
        _mapped |= (byte)(1 << (int)metric);
        if (metric == Metric.Temperature && hasOwnUnit) _isCelsius = true;
    }

    /// <summary>Whether there is any further soil channel.</summary>
    public bool HasChannels => _channels is not null;

    /// <summary>Whether a channel is named, be it to say that its value is missing.</summary>
    public bool Has(int channel) => _channels?[channel] is not null;

    public void Set(Metric metric, int channel, double value) => Get(channel).Values[(int)metric] = value;

    public void Set(Metric metric, int channel, Quality quality) =>
        Get(channel).Qualities = Get(channel).Qualities.With(metric, quality);

    /// <summary>A value by another name. The first counts.</summary>
    /// <param name="metric">Which.</param>
    /// <param name="value">In the metric's own unit.</param>
    /// <param name="isPlain">Whether it may be in the unit that the reading names.</param>
    public void SetByOtherName(Metric metric, double value, bool isPlain = false)
    {
        if (!double.IsNaN(_byOtherNames[metric])) return;
        _byOtherNames[(int)metric] = value;
        if (metric == Metric.Temperature) _isPlain = isPlain;
    }

    /// <summary>Completes its reading: other names count only where the contract's own name is not there.</summary>
    public void Complete(ref RawReading reading)
    {
        if (IsFahrenheit && !_isCelsius && reading.Names(Metric.Temperature))
            reading.Values[(int)Metric.Temperature] = TextNumber.Celsius(reading.Values[Metric.Temperature]);
        for (var metric = Metric.Temperature; (int)metric < Metrics.Count; metric++)
        {
            if (double.IsNaN(_byOtherNames[metric]) || reading.Names(metric)) continue;
            reading.Values[(int)metric] = _byOtherNames[metric];
            reading.HasMetric = true;
            if (metric == Metric.Temperature && IsFahrenheit && _isPlain)
                reading.Values[(int)metric] = TextNumber.Celsius(reading.Values[metric]);
        }

        if (Time is not { } time || reading.Timestamp is not null || reading.Age is not null) return;
        reading.Timestamp = time;
        reading.IsLocal = IsTimeLocal;
    }

    /// <summary>The reading as a device beside it would give it that has this channel as its only one.</summary>
    public RawReading Of(int channel, in RawReading reading)
    {
        var found = _channels![channel]!;
        var beside = reading;
        for (var metric = Metric.Temperature; (int)metric < Metrics.Count; metric++)
        {
            if (!Metrics.IsOfSoil(metric)) continue;
            beside.Values[(int)metric] = found.Values[metric];
            beside.Qualities = beside.Qualities.With(metric, found.Qualities[metric]);
        }

        return beside;
    }

    private Channel Get(int channel) => (_channels ??= new Channel?[SoilChannels.Most + 1])[channel] ??= new Channel();

    private sealed class Channel
    {
        public MetricValues Values = MetricValues.None;

        public MetricQualities Qualities { get; set; }
    }
}
