using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants.Journal;

namespace PlantOps.Gateway.Dashboard.PlantPage;

/// <summary>What the chart shows, in words: for who cannot see it, and before it is drawn.</summary>
/// <param name="Source">Where its data come from.</param>
/// <param name="Name">What it is of.</param>
/// <param name="Caption">What is to be seen.</param>
/// <param name="Unit">Of its values.</param>
public sealed record ChartView(string Source, string Name, string Caption, string Unit)
{
    internal static ChartView Of(
        string plant, Speech speech, ChartChoice choice, IReadOnlyList<HistoryPoint> points, IEnumerable<JournalEntry> journal,
        long now)
    {
        var (words, metric) = (speech.Words, choice.Metric);
        var unit = speech.Unit(metric);
        return new ChartView(choice.Path(plant, "/history"), words.MetricName(Metrics.Name(metric)), CaptionOf(), unit);

        string CaptionOf()
        {
            var known = points.Where(point => !point.IsGap).ToList();
            if (known.Count == 0) return words.NothingInThisTime;
            var from = now - (choice.Days * 24L * 60 * 60 * 1000);
            var watered = journal.Count(entry => entry.Kind == JournalKind.Watered && entry.At >= from);
            var gaps = GapsOf(points).ToList();
            var parts = new List<string>
            {
                words.Between(
                    speech.Value(known.Min(point => point.Min), metric), speech.Value(known.Max(point => point.Max), metric)),
            };
            if (watered > 0) parts.Add(words.WateredTimes(watered));
            if (gaps.Count > 0) parts.Add(words.Gaps(gaps.Count, speech.Duration(gaps.Max())));
            return string.Join(' ', parts);
        }
    }

    // From the last value before to the first one after, as it is seen.
    private static IEnumerable<long> GapsOf(IReadOnlyList<HistoryPoint> points)
    {
        for (var i = 1; i + 1 < points.Count; i++)
        {
            if (points[i].IsGap) yield return points[i + 1].At - points[i].At;
        }
    }
}
