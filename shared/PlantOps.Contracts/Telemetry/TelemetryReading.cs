namespace PlantOps.Contracts.Telemetry;

/// <summary>
/// One reading as the device holds it. An instance is made once and reused, because garbage is dear on a
/// microcontroller; <see cref="Clear"/> makes it empty again.
/// </summary>
public sealed class TelemetryReading
{
    private readonly double[] _values = new double[Metrics.FirmwareCount];
    private readonly byte[] _qualities = new byte[Metrics.FirmwareCount];

    // Of the further soil channels, two metrics each; only there once a channel was set.
    private double[]? _soilValues;
    private byte[]? _soilQualities;

    /// <summary>An empty reading.</summary>
    public TelemetryReading() => Clear();

    /// <summary>The start of the device this reading belongs to, 0…2^53 − 1; differs for each start.</summary>
    public long Boot { get; set; }

    /// <summary>Number of the reading within its <see cref="Boot"/>, 0…2^53 − 1, one more each time.</summary>
    public long Sequence { get; set; }

    /// <summary>When it was taken, Unix milliseconds UTC; 0 while the device has no clock.</summary>
    public long TimestampMs { get; set; }

    /// <summary>
    /// How long ago it was taken when the message is written, milliseconds; only used without <see cref="TimestampMs"/>.
    /// </summary>
    public long AgeMs { get; set; }

    /// <summary>The value of a metric in its own unit; NaN where there is none.</summary>
    public double Value(Metric metric) => _values[(int)metric];

    /// <summary>How far the value can be trusted.</summary>
    public Quality QualityOf(Metric metric) => (Quality)_qualities[(int)metric];

    /// <summary>Sets a metric's value and how far it can be trusted.</summary>
    public void Set(Metric metric, double value, Quality quality)
    {
        _values[(int)metric] = value;
        _qualities[(int)metric] = (byte)quality;
    }

    /// <summary>The value of a metric of a soil channel; of the first channel it is the metric's own.</summary>
    public double SoilValue(Metric metric, int channel) =>
        channel == SoilChannels.First ? Value(metric) : _soilValues == null ? double.NaN : _soilValues[Place(metric, channel)];

    /// <summary>How far that value can be trusted.</summary>
    public Quality SoilQualityOf(Metric metric, int channel) =>
        channel == SoilChannels.First ? QualityOf(metric)
        : _soilQualities == null ? Quality.Ok : (Quality)_soilQualities[Place(metric, channel)];

    /// <summary>Sets the value of a metric of a soil channel and how far it can be trusted.</summary>
    /// <param name="metric">One of the soil.</param>
    /// <param name="channel">1–4.</param>
    /// <param name="value">NaN where there is none.</param>
    /// <param name="quality">How far it can be trusted.</param>
    public void SetSoil(Metric metric, int channel, double value, Quality quality)
    {
        if (channel == SoilChannels.First)
        {
            Set(metric, value, quality);
            return;
        }

        if (_soilValues == null || _soilQualities == null)
        {
            _soilValues = new double[2 * SoilChannels.FirmwareMostFurther];
            _soilQualities = new byte[2 * SoilChannels.FirmwareMostFurther];
            ClearSoil(_soilValues, _soilQualities);
        }

        _soilValues[Place(metric, channel)] = value;
        _soilQualities[Place(metric, channel)] = (byte)quality;
    }

    /// <summary>Empties the reading: no identity, no time, every metric without a value.</summary>
    public void Clear()
    {
        Boot = 0;
        Sequence = 0;
        TimestampMs = 0;
        AgeMs = 0;
        for (int i = 0; i < Metrics.FirmwareCount; i++)
        {
            _values[i] = double.NaN;
            _qualities[i] = (byte)Quality.Ok;
        }

        if (_soilValues != null && _soilQualities != null)
        {
            ClearSoil(_soilValues, _soilQualities);
        }
    }

    private static int Place(Metric metric, int channel) =>
        (2 * (channel - SoilChannels.First - 1)) + (metric == Metric.SoilRaw ? 1 : 0);

    private static void ClearSoil(double[] values, byte[] qualities)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = double.NaN;
            qualities[i] = (byte)Quality.Ok;
        }
    }
}
