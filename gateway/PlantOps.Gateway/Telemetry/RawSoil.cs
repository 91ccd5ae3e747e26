using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry;

/// <summary>What a message gives of soil channels beyond the first; only made where it gives any.</summary>
internal sealed class RawSoil
{
    private readonly Channel?[] _channels = new Channel?[SoilChannels.Most + 1];

    /// <summary>Whether a channel is named, be it to say that its value is missing.</summary>
    public bool Has(int channel) => _channels[channel] is not null;

    public void Set(Metric metric, int channel, double value)
    {
        var found = Get(channel);
        if (metric == Metric.SoilMoisture) found.Moisture = value;
        else found.Raw = value;
    }

    public void Set(Metric metric, int channel, Quality quality) => Get(channel).Qualities = Get(channel).Qualities.With(metric, quality);

    /// <summary>The reading as a device beside it would give it that has this channel as its only one.</summary>
    public RawReading Of(int channel, in RawReading reading)
    {
        var found = _channels[channel]!;
        var beside = reading;
        beside.Values[(int)Metric.SoilMoisture] = found.Moisture;
        beside.Values[(int)Metric.SoilRaw] = found.Raw;
        beside.Qualities = beside.Qualities
            .With(Metric.SoilMoisture, found.Qualities[Metric.SoilMoisture])
            .With(Metric.SoilRaw, found.Qualities[Metric.SoilRaw]);
        return beside;
    }

    private Channel Get(int channel) => _channels[channel] ??= new Channel();

    private sealed class Channel
    {
        public double Moisture { get; set; } = double.NaN;

        public double Raw { get; set; } = double.NaN;

        public MetricQualities Qualities { get; set; }
    }
}
