namespace PlantOps.Gateway.Plants.Figures;

/// <summary>
/// Finds waterings in the curve of soil moisture: it rises by so many points within two hours and stays up. Values are smoothed by a
/// running median first, so that neither noise nor a few wild readings rise by themselves; warmth moves a probe by less and more slowly.
/// </summary>
internal static class WateringDetector
{
    /// <summary>Least rise, in points of soil moisture.</summary>
    public const double MinRise = 8;

    /// <summary>Within which it must rise, in milliseconds.</summary>
    public const long RisesWithin = 2 * Hour;

    /// <summary>How long it must have stayed up before it is believed, in milliseconds.</summary>
    public const long HoldsFor = Hour / 2;

    private const long Hour = 60 * 60 * 1000;
    private const long Thinned = Hour / 12;
    private const long SmoothedOver = Hour / 4;
    private const long JudgedOver = 4 * Hour;
    private const double HoldsAbove = 0.6;

    /// <param name="soil">In any order.</param>
    /// <returns>Oldest first.</returns>
    public static IReadOnlyList<Watering> Find(IEnumerable<Sample> soil)
    {
        var raw = Thin(Sample.Ordered(soil));
        var smooth = Smooth(raw);
        var found = new List<Watering>();
        var start = 0;
        for (var i = 1; i < smooth.Length; i++)
        {
            if (i <= start) continue;
            var low = Lowest(smooth, start, i);
            if (smooth[i].Value - smooth[low].Value < MinRise || !Holds(raw, i, smooth[low].Value)) continue;
            var watering = Measure(smooth, low, i);
            found.Add(watering);
            // Water that is still sinking in, or a second can, is the same watering.
            start = Math.Max(i, Array.FindIndex(smooth, sample => sample.Time > watering.Time + RisesWithin));
            if (smooth[start].Time <= watering.Time + RisesWithin) break;
        }

        return found;
    }

    /// <summary>One value in five minutes: a month by the minute is not gone through one by one.</summary>
    private static Sample[] Thin(Sample[] raw)
    {
        var thin = new List<Sample>();
        for (int first = 0, next; first < raw.Length; first = next)
        {
            next = first + 1;
            while (next < raw.Length && raw[next].Time / Thinned == raw[first].Time / Thinned) next++;
            thin.Add(new Sample(raw[first].Time, Median.Of(raw.AsSpan(first, next - first))));
        }

        return [.. thin];
    }

    private static Sample[] Smooth(Sample[] raw)
    {
        var smooth = new Sample[raw.Length];
        var (first, last) = (0, -1);
        for (var i = 0; i < raw.Length; i++)
        {
            while (raw[first].Time < raw[i].Time - SmoothedOver) first++;
            while (last + 1 < raw.Length && raw[last + 1].Time <= raw[i].Time + SmoothedOver) last++;
            // Where readings are far apart, with the neighbours: a single wild one goes, a step stays.
            var (from, to) = (Math.Min(first, Math.Max(i - 1, 0)), Math.Max(last, Math.Min(i + 1, raw.Length - 1)));
            // As many on either side: a lopsided window would see a step where it is not.
            var reach = Math.Min(i - from, to - i);
            // The very first one has nothing before it; what it says alone is not what the soil was.
            var window = i == 0 ? raw.AsSpan(0, Math.Min(3, raw.Length)) : raw.AsSpan(i - reach, (2 * reach) + 1);
            smooth[i] = new Sample(raw[i].Time, Median.Of(window));
        }

        return smooth;
    }

    /// <summary>The lowest before, within the time in which it must rise, or just before a time without readings.</summary>
    private static int Lowest(Sample[] smooth, int start, int i)
    {
        var low = i - 1;
        for (var j = i - 1; j >= start && smooth[j].Time >= smooth[i].Time - RisesWithin; j--)
        {
            if (smooth[j].Value <= smooth[low].Value) low = j;
        }

        return low;
    }

    private static bool Holds(Sample[] raw, int i, double before)
    {
        var after = raw.Skip(i).TakeWhile(sample => sample.Time <= raw[i].Time + JudgedOver).ToList();
        return after.Count >= 2 && after[^1].Time - after[0].Time >= HoldsFor
            && Median.Of(after.Select(sample => sample.Value)) >= before + (MinRise * HoldsAbove);
    }

    private static Watering Measure(Sample[] smooth, int low, int i)
    {
        var before = smooth[low].Value;
        var until = smooth[i].Time + RisesWithin;
        var high = smooth.Skip(i).TakeWhile(sample => sample.Time <= until).Max(sample => sample.Value);
        var half = Array.FindIndex(smooth, low + 1, sample => sample.Value >= before + ((high - before) / 2));
        return new Watering(smooth[half].Time, before, high);
    }
}

/// <summary>A time at which a plant was watered, as its soil shows it.</summary>
/// <param name="Time">When half of the rise was there, or the first reading after a time without any. Unix milliseconds.</param>
/// <param name="Before">Soil moisture before, %.</param>
/// <param name="After">Highest within the two hours after, %.</param>
internal readonly record struct Watering(long Time, double Before, double After);
