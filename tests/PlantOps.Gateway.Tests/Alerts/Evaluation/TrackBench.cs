using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Alerts.Evaluation;

/// <summary>A plant with its rules, fed by hand: a reading a minute unless told otherwise.</summary>
internal sealed class TrackBench
{
    public const long Minute = 60_000;
    public const long Hour = 60 * Minute;
    public const long Day = 24 * Hour;

    /// <summary>A Monday, midnight UTC.</summary>
    public const long Start = 1_778_457_600_000;

    private readonly IReadOnlyList<AlertRule> _rules;
    private readonly Hemisphere _hemisphere;
    private readonly long _step;

    public TrackBench(params IReadOnlyList<AlertRule> rules)
        : this(rules, Hemisphere.North)
    {
    }

    public TrackBench(IReadOnlyList<AlertRule> rules, Hemisphere hemisphere)
    {
        (_rules, _hemisphere) = (rules, hemisphere);
        Track = new PlantTrack(rules, new PlantState(), TimeZoneInfo.Utc, hemisphere);
    }

    public TrackBench(PlantRanges ranges)
        : this(RuleBook.Of(ranges, new Dictionary<string, RuleChange>()))
    {
    }

    public PlantTrack Track { get; private set; }

    public long Now { get; set; } = Start;

    public Pace Pace { get; init; } = new(Minute);

    /// <summary>From reading to reading, as the device really does.</summary>
    public long Step { get => _step > 0 ? _step : Pace.Interval; init => _step = value; }

    public List<Outcome> Said { get; } = [];

    /// <summary>What was said, in short: <c>raised warning soil_moisture.low</c>.</summary>
    public IEnumerable<string> Words => Said.Select(word => $"{word.Kind} {word.Severity} {word.Rule.Id}");

    public PlantCondition Condition => Track.Condition(Now, Pace);

    public static AlertRule SoilLow(
        double warning = 30, double? critical = null, double hysteresis = 3, long dwell = 0, long cooldown = 0) =>
        new("soil_moisture.low", RuleKind.Low, "soil_moisture")
        {
            Warning = warning, Critical = critical, Hysteresis = hysteresis, Dwell = dwell, RecoveryDwell = dwell,
            Cooldown = cooldown, };

    /// <summary>A reading after each pause, for so long.</summary>
    public TrackBench Reads(long length, Func<long, Values> values, bool fresh = true)
    {
        for (var end = Now + length; Now < end;)
        {
            Now += Step;
            Track.Take(Reading(Now, values(Now)), Pace, fresh, Said);
            Track.Tick(Now, Pace, Said);
        }

        return this;
    }

    public TrackBench Reads(long length, Values values, bool fresh = true) => Reads(length, _ => values, fresh);

    public TrackBench Reads(params ReadOnlySpan<double> soil)
    {
        foreach (var value in soil) Reads(Step, new Values(Soil: value));
        return this;
    }

    /// <summary>Readings at these times, in minutes after the last, each looked at; somebody looks in between.</summary>
    public TrackBench ReadsAfter(IEnumerable<double> minutes, Func<long, Values> values)
    {
        foreach (var pause in minutes)
        {
            Waits((long)(pause * Minute));
            Track.Take(Reading(Now, values(Now)), Pace, true, Said);
        }

        return this;
    }

    /// <summary>Time goes by without readings; somebody looks each second minute.</summary>
    public TrackBench Waits(long length, bool looking = true)
    {
        for (var end = Now + length; Now < end;)
        {
            Now = Math.Min(Now + (2 * Minute), end);
            if (looking) Track.Tick(Now, Pace, Said);
        }

        return this;
    }

    public TrackBench Hears(DeviceHeartbeat heartbeat)
    {
        Track.OnHeartbeat(heartbeat with { ReceivedAt = Now }, Said);
        return this;
    }

    /// <summary>The gateway stops, and starts again with what was kept.</summary>
    public TrackBench Restarts()
    {
        Track = new PlantTrack(_rules, Track.Save(), TimeZoneInfo.Utc, _hemisphere) { ListeningSince = Now };
        return this;
    }

    public static Reading Reading(long time, Values values)
    {
        var measured = MetricValues.None;
        measured[(int)Metric.SoilMoisture] = values.Soil;
        measured[(int)Metric.Temperature] = values.Temperature;
        measured[(int)Metric.Humidity] = values.Humidity;
        measured[(int)Metric.LightLevel] = values.Light;
        var qualities = default(MetricQualities);
        foreach (var metric in Enum.GetValues<Metric>()) qualities = qualities.With(metric, values.Quality);
        return new Reading(time, 1, time, measured, qualities, TimeOrigin.Device);
    }
}

/// <summary>What a reading holds; NaN where the sensor gives none.</summary>
internal readonly record struct Values(
    double Soil = double.NaN, double Temperature = double.NaN, double Humidity = double.NaN, double Light = double.NaN,
    Quality Quality = Quality.Ok)
{
    public static readonly Values None = new(Quality: Quality.Ok);
}
