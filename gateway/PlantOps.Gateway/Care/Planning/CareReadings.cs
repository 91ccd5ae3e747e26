using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Care.Planning;

/// <summary>What a plant's readings say now, as the rules of care need it. <c>null</c> is not known.</summary>
internal sealed record CareReadings
{
    /// <summary>What is older says nothing of now, in milliseconds.</summary>
    private const long FreshFor = Day;

    private const long Hour = 60 * 60 * 1000;
    private const long Day = 24 * Hour;
    private const int LightDays = 7;
    private const int MinLightDays = 3;
    private const double MinCovered = 0.8;

    // A probe that fell shows no more than this in the air, and fell by no less within an hour.
    private const double MostInAir = 15;
    private const double MinFall = 10;

    public static readonly CareReadings Nothing = new();

    /// <summary>The middle one of the last hour, %.</summary>
    public MeasuredValue? Soil { get; init; }

    /// <summary>What the soil probe measures; <see langword="null"/> where it measured nothing for a day.</summary>
    public SoilState? Probe { get; init; }

    /// <summary>The middle one of the last six hours, °C.</summary>
    public MeasuredValue? Temperature { get; init; }

    /// <summary>The lowest of three days, °C.</summary>
    public MeasuredValue? Coldest { get; init; }

    /// <summary>The middle one of the last day, %.</summary>
    public MeasuredValue? Humidity { get; init; }

    /// <summary>Light a day, mol/m²: the median of the last seven, of at least three.</summary>
    public double? DailyLight { get; init; }

    /// <summary>Whether light was measured within a day.</summary>
    public bool HasLight { get; init; }

    /// <summary>The last time for which the soil was drier than its limit, where it was.</summary>
    public SoilSpell? Dry { get; init; }

    /// <summary>The same of wetter.</summary>
    public SoilSpell? Wet { get; init; }

    /// <param name="readings">Of the device that watches the plant, of the last 30 days.</param>
    /// <param name="now">Unix milliseconds UTC.</param>
    /// <param name="zone">Where the plant is.</param>
    /// <param name="limits">What it shall have.</param>
    public static CareReadings Of(IReadOnlyList<Reading> readings, long now, TimeZoneInfo zone, CareLimits limits)
    {
        if (readings.Count == 0) return Nothing;
        var soil = Sample.Of(readings, Metric.SoilMoisture);
        var temperature = Sample.Of(readings, Metric.Temperature);
        var light = Sample.Of(readings, Metric.LightLevel);
        var moisture = Middle(readings, soil, Hour, now);
        var hours = Hours(soil);
        return new CareReadings
        {
            Soil = moisture,
            Probe = moisture is { } known ? StateOf(readings, soil, known, now) : null,
            Temperature = Middle(readings, temperature, 6 * Hour, now),
            Coldest = Lowest(readings, temperature, now),
            Humidity = Middle(readings, Sample.Of(readings, Metric.Humidity), Day, now),
            DailyLight = DailyLightOf(light, now, zone),
            HasLight = light.Length > 0 && light[^1].Time > now - FreshFor,
            Dry = limits.SoilLow is { } low ? SoilSpell.Of(hours, now,
            value => value > SoilProbe.Air && value < low.Value) : null,
            Wet = limits.SoilHigh is { } high ? SoilSpell.Of(hours, now, value => value > high.Value) : null,
        };
    }

    private static MeasuredValue? Middle(IReadOnlyList<Reading> readings, Sample[] samples, long over, long now)
    {
        if (samples.Length == 0 || samples[^1].Time <= now - FreshFor) return null;
        var some = samples.Where(sample => sample.Time > samples[^1].Time - over).OrderBy(sample => sample.Value).ToList();
        return MeasuredValue.Of(readings, some[(some.Count - 1) / 2]);
    }

    private static MeasuredValue? Lowest(IReadOnlyList<Reading> readings, Sample[] samples, long now)
    {
        var some = samples.Where(sample => sample.Time > now - (3 * Day)).ToList();
        return some.Count == 0 ? null : MeasuredValue.Of(readings, some.MinBy(sample => sample.Value));
    }

    private static double? DailyLightOf(Sample[] light, long now, TimeZoneInfo zone)
    {
        if (light.Length == 0) return null;
        var slowest = Math.Max(Plants.Figures.DailyLight.MaxGap, Sample.Patience(light));
        var days = new List<double>();
        for (var back = 1; back <= LightDays; back++)
        {
            var day = Plants.Figures.DailyLight.Of(
                light, LocalDay.Start(now, zone, back), LocalDay.Start(now, zone, back - 1), slowest);
            if (day.Covered >= MinCovered) days.Add(day.Moles);
        }

        return days.Count >= MinLightDays ? Median.Of(days) : null;
    }

    // As alerts judge it: in frozen soil or in the air it says nothing of water.
    private static SoilState StateOf(IReadOnlyList<Reading> readings, Sample[] soil, MeasuredValue now, long time)
    {
        var probe = SoilProbe.Of(SoilProbe.Air, []);
        foreach (var reading in readings)
        {
            if (reading.Time > time - Day) probe.Notice(reading, reading.Qualities);
        }

        var state = probe.StateAt(time, now.Value);
        return state == SoilState.Measured && now.Value < FellTo(soil) ? SoilState.Out : state;
    }

    /// <summary>Below which moisture a probe is out that fell out of the soil; 0 where it never did, or is back.</summary>
    private static double FellTo(Sample[] soil)
    {
        double backAbove = 0;
        var highest = new List<int>();
        var first = 0;
        for (var i = 1; i < soil.Length; i++)
        {
            // The highest of an hour comes first; behind it those that follow when it is too old.
            while (highest.Count > first && soil[highest[^1]].Value <= soil[i - 1].Value) highest.RemoveAt(highest.Count - 1);
            highest.Add(i - 1);
            while (first < highest.Count - 1 && soil[highest[first]].Time < soil[i].Time - Hour) first++;
            if (backAbove > 0 && soil[i].Value >= backAbove) backAbove = 0;
            if (backAbove > 0 || soil[i].Value > MostInAir) continue;
            var before = soil[highest[first]];
            if (before.Time >= soil[i].Time - Hour && before.Value - soil[i].Value >= MinFall)
                backAbove = (before.Value + soil[i].Value) / 2;
        }

        return backAbove;
    }

    private static Sample[] Hours(Sample[] soil)
    {
        var hours = new List<Sample>();
        for (int first = 0, next; first < soil.Length; first = next)
        {
            next = first + 1;
            while (next < soil.Length && soil[next].Time / Hour == soil[first].Time / Hour) next++;
            hours.Add(new Sample(soil[first].Time, Median.Of(soil.AsSpan(first, next - first))));
        }

        return [.. hours];
    }
}

/// <summary>A value of a reading, and which reading that is.</summary>
/// <param name="Value">In the metric's unit.</param>
/// <param name="Time">Unix milliseconds UTC.</param>
/// <param name="Boot">The device's start; <see langword="null"/> where the device gave none.</param>
/// <param name="Sequence">The reading's number within that.</param>
internal readonly record struct MeasuredValue(double Value, long Time, long? Boot, long? Sequence)
{
    public static MeasuredValue Of(IReadOnlyList<Reading> readings, Sample sample)
    {
        for (var i = readings.Count - 1; i >= 0; i--)
        {
            if (readings[i].Time != sample.Time) continue;
            var (boot, sequence) = (readings[i].Boot, readings[i].Sequence);
            return new MeasuredValue(sample.Value, sample.Time, boot < 0 ? null : boot, sequence < 0 ? null : sequence);
        }

        return new MeasuredValue(sample.Value, sample.Time, null, null);
    }

    /// <summary>As a fact, with where it can be looked up.</summary>
    public CareFact FactAs(string name, string unit, string? device) => new()
    {
        Name = name, Kind = CareFactKind.Reading, Value = Value, Unit = unit, At = Time, Device = device, Boot = Boot,
        Seq = Sequence,
    };
}

/// <summary>A time for which the soil was too dry, or too wet.</summary>
/// <param name="From">Unix milliseconds UTC.</param>
/// <param name="To">When it was over; <see langword="null"/> while it goes on.</param>
/// <param name="Days">How long.</param>
internal readonly record struct SoilSpell(long From, long? To, double Days)
{
    private const double Day = 24 * 60 * 60 * 1000;

    // A single hour to the other side, as a probe shows at noon, ends nothing.
    private const int EndsAfter = 3;

    /// <summary>The last of them.</summary>
    public static SoilSpell? Of(Sample[] hours, long now, Func<double, bool> isSo)
    {
        SoilSpell? last = null;
        long? from = null;
        var (others, end) = (0, 0L);
        foreach (var hour in hours)
        {
            if (isSo(hour.Value))
            {
                from ??= hour.Time;
                others = 0;
                continue;
            }

            if (from is null) continue;
            if (others++ == 0) end = hour.Time;
            if (others < EndsAfter) continue;
            last = new SoilSpell(from.Value, end, (end - from.Value) / Day);
            (from, others) = (null, 0);
        }

        // Just watered: what was so until an hour ago goes on for nobody.
        if (from is not { } open) return last;
        return others > 0 ? new SoilSpell(open, end, (end - open) / Day) : new SoilSpell(open, null, (now - open) / Day);
    }
}
