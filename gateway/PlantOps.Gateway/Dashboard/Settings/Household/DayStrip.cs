using System.Globalization;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Dashboard.Settings.Household;

/// <summary>A day as a strip of 24, with its quiet part, and when the digest comes.</summary>
/// <param name="Parts">The quiet parts: two where they go over midnight.</param>
/// <param name="Digest">Where the digest is; <c>null</c> where there is none.</param>
/// <param name="Says">The same in words.</param>
public sealed record DayStrip(IReadOnlyList<DayPart> Parts, string? Digest, string Says)
{
    private const double Hours = 24;

    internal static DayStrip Of(QuietHours quiet, TimeOnly? digest, Speech speech)
    {
        var (from, to) = (Hour(quiet.From), Hour(quiet.To));
        return new DayStrip(
            from < to ? [Part(from, to)] : [.. new[] { Part(0, to), Part(from, Hours) }.Where(part => part.Width != "0")],
            digest is { } at ? Text(Hour(at)) : null,
            speech.Words.QuietBetween(speech.TimeOfDay(quiet.From), speech.TimeOfDay(quiet.To)));
    }

    private static double Hour(TimeOnly time) => time.ToTimeSpan().TotalHours;

    private static DayPart Part(double from, double to) => new(Text(from), Text(to - from));

    private static string Text(double hours) => hours.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>A part of a day, in hours.</summary>
/// <param name="From">When it begins.</param>
/// <param name="Width">How long it is.</param>
public sealed record DayPart(string From, string Width);
