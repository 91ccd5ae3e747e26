using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry;

/// <summary>What a message gives of soil channels beyond the first; only made where it gives any.</summary>
internal sealed class RawSoil
{
    private readonly Channel?[] _channels = new Channel?[SoilChannels.Most + 1];

    /// <summary>Whether a channel is named, be it to say that its value is missing.</summary>
    public bool Has(int channel) => _channels[channel] is not null;

    public void Set(Metric metric, int channel, double value) => Get(channel).Values[(int)metric] = value;

    public void Set(Metric metric, int channel, Quality quality) => Get(channel).Qualities = Get(channel).Qualities.With(metric, quality);

    /// <summary>The reading as a device beside it would give it that has this channel as its only one.</summary>
    public RawReading Of(int channel, in RawReading reading)
    {
        var found = _channels[channel]!;
        var beside = reading;
        for (var metric = Metric.Temperature; (int)metric < Metrics.Count; metric++)
        {
            if (!Metrics.IsOfSoil(metric)) continue;
            beside.Values[(int)metric] = found.Values[metric];
            beside.Qualities = beside.Qualities.With(metric, found.Qualities[metric]);
        }

        return beside;
    }

    private Channel Get(int channel) => _channels[channel] ??= new Channel();

    private sealed class Channel
    {
        public MetricValues Values = MetricValues.None;

        public MetricQualities Qualities { get; set; }
    }
}
