using System.Globalization;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>Qualities and origins as an archive spells them; one that a later version adds is its number.</summary>
internal static class ArchiveWords
{
    private const int MaxQualities = 16;

    private static readonly string[] Qualities = Spell(
        MaxQualities, number => Contracts.Telemetry.Qualities.Name((Quality)number));
    private static readonly string[] Origins = Spell(byte.MaxValue + 1, number => number switch
    {
        (int)TimeOrigin.Device => "device",
        (int)TimeOrigin.Age => "age",
        (int)TimeOrigin.Arrival => "arrival",
        (int)TimeOrigin.Corrected => "corrected",
        _ => string.Empty,
    });

    /// <summary>Empty where there is neither a value nor a doubt.</summary>
    public static string Quality(in Reading reading, Metric metric)
    {
        var quality = reading.Qualities[metric];
        return quality == Contracts.Telemetry.Quality.Ok && double.IsNaN(reading.Values[metric])
            ? string.Empty
            : Qualities[(int)quality];
    }

    public static string Origin(TimeOrigin origin) => Origins[(int)origin];

    /// <summary>Empty is <c>ok</c>.</summary>
    public static Quality? ParseQuality(ReadOnlySpan<char> text) =>
        text.IsEmpty ? Contracts.Telemetry.Quality.Ok : (Quality?)Find(Qualities, text);

    /// <summary>Empty is the device's own clock.</summary>
    public static TimeOrigin? ParseOrigin(ReadOnlySpan<char> text) =>
        text.IsEmpty ? TimeOrigin.Device : (TimeOrigin?)Find(Origins, text);

    private static int? Find(string[] words, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (text.SequenceEqual(words[i])) return i;
        }

        return null;
    }

    private static string[] Spell(int count, Func<int, string> name) =>
        [.. Enumerable.Range(0, count)
            .Select(number => name(number) is { Length: > 0 } word ? word : number.ToString(CultureInfo.InvariantCulture))];
}
