using System.Globalization;

namespace PlantOps.Gateway.Plants.Species;

/// <summary>A range as the data file writes it: <c>40..85</c>, or with an outer one <c>40..85 / 25..</c>.</summary>
internal sealed record RangeText(Bounds Inner, Bounds? Outer)
{
    /// <returns><see langword="null"/> where it is none.</returns>
    public static RangeText? Parse(string text)
    {
        var parts = text.Split('/');
        if (parts.Length > 2 || Bounds.Parse(parts[0]) is not { } inner) return null;
        if (parts.Length == 1) return new RangeText(inner, null);
        return Bounds.Parse(parts[1]) is { } outer ? new RangeText(inner, outer) : null;
    }
}

/// <summary>Two ends, of which one may be open.</summary>
internal readonly record struct Bounds(double? Low, double? High)
{
    public static Bounds? Parse(string text)
    {
        var ends = text.Split("..");
        if (ends.Length != 2 || !End(ends[0], out var low) || !End(ends[1], out var high) || (low ?? high) is null) return null;
        return new Bounds(low, high);
    }

    private static bool End(string text, out double? value)
    {
        var known = double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        value = known ? number : null;
        return known || string.IsNullOrWhiteSpace(text);
    }
}
