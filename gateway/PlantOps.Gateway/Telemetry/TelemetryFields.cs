using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using PlantOps.Contracts;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry.Inputs;
using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// A telemetry message's fields, gathered in whatever order they came. Each thread has one that it uses again and again: reading
/// a message allocates what comes of it, and as a rule nothing else.
/// </summary>
internal sealed class TelemetryFields
{
    // One that held more is left to the collector.
    private const int MaxReused = Limits.MaxReadingsPerBatch;

    // So far beyond its ends a probe or sensor that is in order still gives values.
    private const double SoilUndershoot = -2;
    private const double Overshoot = 103;

    [ThreadStatic]
    private static TelemetryFields? _spare;

    private ReadingRules _rules = ReadingRules.None;

    public long Boot = Reading.NoIdentity;

    /// <summary>How fields are read that are not the contract's; <see langword="null"/> as a rule.</summary>
    public MappedFields? Mapped => _rules.Mapped;

    public bool IsBatch { get; set; }

    public List<RawReading> Readings { get; } = new(1);

    /// <summary>What is wrong with the first field that could not be read and is no value, beginning with its name.</summary>
    public string? Problem { get; set; }

    /// <summary>What is wrong with the first reading that could not be read, beginning with its place.</summary>
    public string? Lost { get; private set; }

    /// <summary>What was ignored or doubted; <see langword="null"/> as a rule.</summary>
    public InputNotes? Notes { get; private set; }

    /// <summary>An empty one; to be given back by <see cref="Return"/>.</summary>
    public static TelemetryFields Rent(ReadingRules rules)
    {
        var fields = _spare ?? new TelemetryFields();
        _spare = null;
        fields._rules = rules;
        return fields;
    }

    public void Return()
    {
        if (Readings.Capacity > MaxReused) return;
        Readings.Clear();
        (Boot, IsBatch, Problem, Lost, Notes, _rules) = (Reading.NoIdentity, false, null, null, null, ReadingRules.None);
        _spare = this;
    }

    /// <summary>Notes that the value that the reader stands on was not taken, and goes behind it.</summary>
    public void Doubt(ref Utf8JsonReader json, string field, string problem)
    {
        var isMore = json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        var example = isMore ? "{…}" : InputNotes.TextOf(ref json);
        (Notes ??= new InputNotes()).Doubt(field, problem, example);
        json.Skip();
    }

    /// <summary>Goes behind a field that is not known, the reader on its name; notes those of the first reading.</summary>
    public void Ignore(ref Utf8JsonReader json, string path = "")
    {
        if (Readings.Count == 0) (Notes ??= new InputNotes()).Ignore(ref json, path);
        else json.Skip();
    }

    /// <summary>A reading, or what follows, cannot be read.</summary>
    public void Lose(string problem)
    {
        Lost ??= problem;
        (Notes ??= new InputNotes()).Doubt("readings", InputProblems.Unreadable, problem);
    }

    /// <summary>Takes a reading whose fields are all there; what is wrong with it where nothing of it could be read.</summary>
    public string? Add(ref RawReading reading)
    {
        reading.Extra?.Complete(ref reading);
        var isEmpty = !reading.HasMetric;
        if (isEmpty && reading.Extra?.Problem is { } problem) return problem;
        if (isEmpty && !(IsBatch && reading.Sequence >= 0) && reading.Extra?.Battery is null)
            return Problem ?? TelemetryParser.NoMetric;
        Readings.Add(reading);
        return null;
    }

    /// <summary>The readings with their times resolved against the message's arrival and impossible values flagged.</summary>
    public ParsedTelemetry Resolve(long arrival)
    {
        var readings = CollectionsMarshal.AsSpan(Readings);
        var newest = ReadingTimes.Newest(readings);
        if (newest.Time != 0 && _rules.AheadOf(newest.Time, arrival, newest.IsLocal) is var ahead and not 0)
            ReadingTimes.Correct(readings, ahead);
        if (readings.Length > 1) ReadingTimes.Complete(readings, arrival);
        return Resolve(new ReadingClock(arrival, Readings), arrival);
    }

    private ParsedTelemetry Resolve(ReadingClock clock, long arrival)
    {
        var resolved = new Reading[Readings.Count];
        var count = 0;
        var hasFurther = false;
        int? battery = null;
        foreach (ref var raw in CollectionsMarshal.AsSpan(Readings))
        {
            battery = raw.Extra?.Battery ?? battery;
            hasFurther |= raw.Extra is { HasChannels: true };
            if (!raw.HasMetric && raw.Extra?.Battery is not null && raw.Sequence < 0) continue;
            if (IsBeforeAll(raw.Age, arrival))
            {
                Lose($"{TelemetryMessage.Age}: {raw.Age} ms ago is before 2020.");
                continue;
            }

            resolved[count++] = Resolve(ref raw, clock);
        }

        if (count < resolved.Length) Array.Resize(ref resolved, count);
        if (count == 0 && battery is null) return ParsedTelemetry.Unreadable(Lost ?? Problem ?? TelemetryParser.NoMetric, Notes);
        return new ParsedTelemetry(resolved, hasFurther ? Further(clock, arrival) : [], null)
        {
            Lost = Lost, Notes = Notes, Battery = battery,
        };
    }

    private List<ChannelReadings> Further(ReadingClock clock, long arrival)
    {
        var further = new List<ChannelReadings>();
        for (var channel = SoilChannels.First + 1; channel <= SoilChannels.Most; channel++)
        {
            var found = new List<Reading>();
            foreach (var raw in Readings)
            {
                if (raw.Extra?.Has(channel) != true || IsBeforeAll(raw.Age, arrival)) continue;
                var beside = raw.Extra.Of(channel, raw);
                found.Add(Resolve(ref beside, clock));
            }

            if (found.Count > 0) further.Add(new ChannelReadings(channel, [.. found]));
        }

        return further;
    }

    private Reading Resolve(ref RawReading raw, ReadingClock clock)
    {
        Judge(ref raw);
        var (time, origin) = clock.Resolve(raw.Timestamp, raw.Age);
        if (raw.IsCorrected) origin = TimeOrigin.Corrected;
        return new Reading(time, Boot, raw.Sequence, raw.Values, raw.Qualities, origin);
    }

    private void Judge(ref RawReading raw)
    {
        for (var metric = Metric.Temperature; (int)metric < Metrics.Count; metric++)
        {
            var value = raw.Values[metric];
            if (double.IsNaN(value) || raw.Qualities[metric] != Quality.Ok || Metrics.IsPlausible(metric, value)) continue;
            if (EndOf(metric, value) is { } end)
            {
                raw.Values[(int)metric] = end;
                continue;
            }

            raw.Qualities = raw.Qualities.With(metric, Quality.Implausible);
            var example = value.ToString(CultureInfo.InvariantCulture);
            (Notes ??= new InputNotes()).Doubt(Metrics.Name(metric), InputProblems.Implausible, example);
        }

        if (AirPair.IsTorn(raw.Values)) raw.Qualities = AirPair.Doubted(raw.Qualities);
    }

    // Before 2020 nothing was measured. A gateway whose own clock is not set yet cannot tell.
    private static bool IsBeforeAll(long? age, long arrival) =>
        arrival >= Limits.EarliestTime && age > arrival - Limits.EarliestTime;

    // A probe that rests at −0.1 in air, or at 101 in water, is calibrated as well as it can be.
    private static double? EndOf(Metric metric, double value) => metric switch
    {
        Metric.SoilMoisture when value is >= SoilUndershoot and < 0 => 0,
        Metric.SoilMoisture or Metric.Humidity when value is > 100 and <= Overshoot => 100,
        _ => null,
    };
}
