using System.Globalization;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Assistants.Answers;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Assistants.Tools;

/// <summary>
/// <c>plant_history</c>: a metric of a plant over time, whichever device measured it, in as few numbers as are asked for.
/// </summary>
internal sealed class HistoryTool(PlantFinder finder, RollupReader rollups, IReadingStore readings, AnswerParts parts)
{
    private const long Day = 24 * 60 * 60 * 1000;
    public const int MinPoints = Resolution.MinPoints;
    public const int MaxPoints = 200;
    private const int DefaultPoints = 48;
    private const int MaxGaps = 8;

    /// <summary>Of longer times it takes too long to read each value.</summary>
    private const long MaxCounted = 8 * Day;

    /// <summary>For three numbers a period, with commas; the rest of an answer is for what stands around them.</summary>
    private const int NumberBytes = 3000;

    public ToolAnswer Answer(ToolCall call)
    {
        var given = call.Arguments;
        var text = given.Needed("plant");
        var name = given.Choice("metric", [.. MetricNames.All]) ?? Metrics.Name(Metric.SoilMoisture);
        var to = Math.Min(given.Time("to") ?? parts.Now, parts.Now + Day);
        var from = given.Time("from") ?? Math.Max(0, to - (7 * Day));
        var points = (int)(given.Number("points", MinPoints, MaxPoints) ?? DefaultPoints);
        if (from >= to) given.Say("from", "is not before to");
        if (given.Problem is { } problem) return problem;
        var (plant, refusal) = finder.Find(text);
        if (plant is null) return refusal!;
        var history = Of(plant, MetricNames.Find(name)!.Value, from, to, points);
        return ToolAnswer.Of(history, AssistantsJson.Brief.HistoryAnswer);
    }

    /// <summary>A metric over time.</summary>
    /// <param name="plant">Of which plant.</param>
    /// <param name="metric">What was measured.</param>
    /// <param name="from">Unix milliseconds UTC.</param>
    /// <param name="to">The same.</param>
    /// <param name="points">Most periods.</param>
    public HistoryAnswer Of(Plant plant, Metric metric, long from, long to, int points)
    {
        var resolution = Resolution.Parse(points.ToString(CultureInfo.InvariantCulture), from, to)!.Value;
        return OfPeriods(plant, metric, from, to, resolution.Width);
    }

    private HistoryAnswer OfPeriods(Plant plant, Metric metric, long from, long to, long width)
    {
        var measured = Periods(plant, metric, from, to, width);
        var start = RollupPeriods.Floor(from, width);
        var wanted = (int)((RollupPeriods.Floor(to - 1, width) + width - start) / width);
        var decimals = Math.Min(1, Metrics.Decimals(metric));
        List<double?> min = [], mean = [], max = [];
        var bytes = NumberBytes;
        for (var i = 0; i < wanted && bytes > 0; i++)
        {
            var values = measured.GetValueOrDefault(start + (i * width), MetricRollup.None);
            foreach (var (into, value) in new[] { (min, values.Min), (mean, values.Mean), (max, values.Max) })
            {
                into.Add(AnswerParts.Round(value, decimals));
                bytes -= 1 + (into[^1]?.ToString(CultureInfo.InvariantCulture).Length ?? 4);
            }
        }

        var end = start + (min.Count * width);
        var last = Math.Min(to, end);
        return new HistoryAnswer
        {
            Plant = plant.Id,
            Metric = Metrics.Name(metric),
            Unit = Metrics.Unit(metric),
            From = parts.At(start),
            To = parts.At(last),
            PeriodSeconds = width / 1000,
            Min = min,
            Mean = mean,
            Max = max,
            Values = measured.Where(one => one.Key < end).Sum(one => (long)one.Value.Count),
            Doubted = last - from <= MaxCounted ? Doubted(plant, metric, from, last) : null,
            Gaps = Gaps([.. measured.Keys.Where(time => time < end).Order()], start, last, width),
            Next = min.Count < wanted ? parts.At(end).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) : null,
        };
    }

    private Dictionary<long, MetricRollup> Periods(Plant plant, Metric metric, long from, long to, long width)
    {
        var found = new Dictionary<long, MetricRollup>();
        foreach (var (stream, begin, end) in Watched(plant, from, to))
        {
            var periods = new List<Rollup>();
            rollups.Read(stream, new TelemetryQuery(begin, end, [metric], new Resolution(width)), int.MaxValue, periods, []);
            foreach (var period in periods.Where(period => period.Metrics[metric].Count > 0))
                found[period.Start] = period.Metrics[metric].Plus(found.GetValueOrDefault(period.Start, MetricRollup.None));
        }

        return found;
    }

    private int Doubted(Plant plant, Metric metric, long from, long to)
    {
        var doubted = 0;
        foreach (var (stream, begin, end) in Watched(plant, from, to))
        {
            var found = new List<Reading>();
            readings.Read(stream, begin, end, int.MaxValue, found, []);
            doubted += found.Count(reading => reading.Qualities[metric] != Quality.Ok);
        }

        return doubted;
    }

    private static IEnumerable<(StreamId Stream, long From, long To)> Watched(Plant plant, long first, long last) =>
        from watch in plant.Watches
        let begin = Math.Max(first, watch.From)
        let end = Math.Min(last, watch.To ?? long.MaxValue)
        where begin < end
        select (watch.Stream, begin, end);

    // The longest, by time.
    private IReadOnlyList<GapItem> Gaps(long[] starts, long from, long to, long width)
    {
        var gaps = new List<(long From, long To)>();
        var until = from;
        foreach (var start in starts)
        {
            if (start > until) gaps.Add((until, start));
            until = start + width;
        }

        if (to > until) gaps.Add((until, to));
        return
        [
            .. gaps.OrderByDescending(gap => gap.To - gap.From).Take(MaxGaps).OrderBy(gap => gap.From)
                .Select(gap => new GapItem(parts.At(gap.From), parts.At(gap.To))),
        ];
    }
}
