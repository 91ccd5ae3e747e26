using System.Globalization;
using System.Text.RegularExpressions;

namespace PlantOps.Gateway.Care.Planning;

/// <summary>What a species profile says of feeding, read: how often, and in which months of the northern half.</summary>
/// <param name="MinDays">Least time between two feedings, days; <see langword="null"/> where the profile says none.</param>
/// <param name="MaxDays">Most time between two.</param>
/// <param name="FirstMonth">From.</param>
/// <param name="LastMonth">To, included.</param>
internal sealed partial record FeedingHabit(int? MinDays, int? MaxDays, int FirstMonth, int LastMonth)
{
    private const int Week = 7;
    private const int Month = 30;
    private const int Year = 365;

    /// <summary>It is never fed.</summary>
    public bool IsNever { get; private init; }

    /// <summary>Whether there are months in which it is not fed.</summary>
    public bool HasSeason => FirstMonth != 1 || LastMonth != 12;

    /// <summary><see langword="null"/> where nothing is said.</summary>
    public static FeedingHabit? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var said = text.ToLowerInvariant();
        if (said.StartsWith("never", StringComparison.Ordinal) && !said.StartsWith("never or", StringComparison.Ordinal))
            return new FeedingHabit(null, null, 1, 12) { IsNever = !said.Contains("when", StringComparison.Ordinal) };
        var (min, max) = Interval(said);
        var (first, last) = Months(said, min);
        return new FeedingHabit(min, max, first, last);
    }

    private static (int? Min, int? Max) Interval(string said)
    {
        var match = Every().Match(said);
        if (match.Success)
        {
            var unit = match.Groups["unit"].Value == "week" ? Week : Month;
            var min = Number(match.Groups["min"]) * unit;
            return (min, match.Groups["max"].Success ? Number(match.Groups["max"]) * unit : min);
        }

        if (said.StartsWith("weekly", StringComparison.Ordinal)) return (Week, Week);
        if (said.StartsWith("monthly", StringComparison.Ordinal)) return (Month, Month);
        if (said.Contains("two or three times a year", StringComparison.Ordinal)) return (Year / 3, Year / 2);
        if (said.Contains("once or twice a season", StringComparison.Ordinal)) return (Year / 4, Year / 2);
        if (said.Contains("spring and", StringComparison.Ordinal)) return (Year / 4, Year / 2);
        return said.Contains("once", StringComparison.Ordinal) ? (Year - (2 * Month), Year) : (null, null);
    }

    private static (int First, int Last) Months(string said, int? min)
    {
        if (said.Contains("from spring to autumn", StringComparison.Ordinal)) return (3, 9);
        if (said.Contains("in spring and summer", StringComparison.Ordinal)) return (3, 8);
        if (said.Contains("midsummer", StringComparison.Ordinal)) return (3, 7);
        if (said.Contains("in summer", StringComparison.Ordinal)) return (5, 9);
        if (said.Contains("in autumn", StringComparison.Ordinal)) return (9, 11);
        if (said.Contains("in spring", StringComparison.Ordinal)) return (3, 5);

        // What it waits for cannot be measured: growth, leaves, flowers or fruit come between spring and autumn.
        var waits = Array.Exists(["growth", "grows", "leaf", "flower", "fruit", "bud", "bulb", "season", "harvest", "year"],
            word => said.Contains(word, StringComparison.Ordinal));
        return waits || min is null ? (3, 9) : (1, 12);
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("^every (?<min>[0-9]{1,2})(?: to (?<max>[0-9]{1,2}))? (?<unit>week|month)s")]
    private static partial Regex Every();
}
