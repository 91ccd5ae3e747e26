namespace PlantOps.Gateway.Plants.Figures;

/// <summary>
/// Finds waterings in the curve of soil moisture: it rises by so many points within two hours and stays up. Values are smoothed
/// by a running median first, so that neither noise nor a few wild readings rise by themselves. A probe that is put back rises to
/// where it was before it fell; sun and lamps lift it for hours, and it falls again as fast: neither is a watering.
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

    // Sun and lamps lift a probe by less; what they lifted falls again within hours, before the next day.
    private const double MaxSwing = 15;
    private const long Day = 24 * Hour;
    private const long SwingsBack = 4 * Hour;
    private const long Drains = 3 * Hour;
    private const long JustNow = Hour;
    private const long SameTimeOfDay = 2 * Hour;

    /// <param name="soil">In any order.</param>
    /// <returns>Oldest first.</returns>
    public static IReadOnlyList<Watering> Find(IEnumerable<Sample> soil)
    {
        var raw = Thin(Sample.Ordered(soil));
        var smooth = Smooth(raw);
        var (found, swings) = (new List<Watering>(), new List<long>());
        var probe = new ProbeFall();
        var start = 0;
        for (var i = 1; i < smooth.Length; i++)
        {
            probe.Follow(smooth, i);
            if (i <= start) continue;
            var low = Lowest(smooth, start, i);
            if (smooth[i].Value - smooth[low].Value < MinRise || !Holds(raw, i, smooth[low].Value)) continue;
            var rise = Measure(smooth, low, i);
            start = Math.Max(i, Array.FindIndex(smooth, sample => sample.Time > rise.Time + RisesWithin));
            if (probe.From is { } from)
            {
                probe.PutBack();
                if (rise.After >= from + MinRise) found.Add(rise with { Before = from });
            }
            else if (IsSwing(smooth, rise, swings))
            {
                swings.Add(rise.Time);
            }
            else
            {
                found.Add(rise);
            }

            // Water that is still sinking in, or a second can, is the same watering.
            if (smooth[start].Time <= rise.Time + RisesWithin) break;
        }

        return found;
    }

    /// <summary>
    /// Whether it falls again as fast as it rose, or, while nobody can know yet, did so at that time of the days
    /// before.
    /// </summary>
    private static bool IsSwing(Sample[] smooth, in Watering rise, List<long> swings)
    {
        var (time, height) = (rise.Time, rise.After - rise.Before);
        if (height >= MaxSwing) return false;
        var (first, top) = (Array.FindIndex(smooth, sample => sample.Time > time + Drains),
            Array.FindIndex(smooth, sample => sample.Time >= time));
        var (turn, bottom) = (top, top);
        for (var i = first; first >= 0 && i < smooth.Length && smooth[i].Time < time + Day; i++)
        {
            if (smooth[i].Value < rise.Before - MinRise) break;
            while (smooth[top].Time < smooth[i].Time - SwingsBack) top++;
            while (smooth[turn].Time < smooth[i].Time - (SwingsBack / 2)) turn++;
            while (smooth[bottom].Time < smooth[i].Time - JustNow) bottom++;
            if (turn <= top || smooth[i].Value >= rise.Before + (height * (1 - HoldsAbove))) continue;
            var now = Median.Of(smooth.AsSpan(bottom, i - bottom + 1));
            if (now < rise.Before + (height * (1 - HoldsAbove))
                && Median.Of(smooth.AsSpan(top, turn - top)) - now > height / 2) return true;
        }

        var isPast = smooth[^1].Time >= time + Day;
        return !isPast && swings.Exists(swing => time - swing < 3 * Day
            && Math.Min((time - swing) % Day, Day - ((time - swing) % Day)) <= SameTimeOfDay);
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

/// <summary>
/// Whether a probe has fallen out of the soil, or was pulled: it falls faster than soil dries, to what it shows in the air.
/// When it is back it takes a while to show the soil.
/// </summary>
internal sealed class ProbeFall
{
    private const long Hour = 60 * 60 * 1000;
    private const long Forgotten = 7 * 24 * Hour;
    private const double MaxInAir = 15;
    private const double FarFall = 20;

    private long _at;
    private long _backAt;

    /// <summary>What it showed before it fell; <see langword="null"/> while it is in the soil.</summary>
    public double? From { get; private set; }

    public void Follow(Sample[] smooth, int i)
    {
        var (time, value) = (smooth[i].Time, smooth[i].Value);
        if (From is { } from)
        {
            if (value < from - (WateringDetector.MinRise / 2)) _backAt = 0;
            else if (_backAt == 0) _backAt = time;
            if (time - _at > Forgotten || (_backAt > 0 && time - _backAt > WateringDetector.RisesWithin + Hour)) PutBack();
            return;
        }

        var highest = smooth[i - 1].Value;
        for (var j = i - 1; j >= 0 && smooth[j].Time >= time - Hour; j--) highest = Math.Max(highest, smooth[j].Value);
        var fall = highest - value;
        if (fall < WateringDetector.MinRise || (fall < FarFall && value > MaxInAir)) return;
        (From, _at) = (highest, time);
    }

    public void PutBack() => (From, _backAt) = (null, 0);
}

/// <summary>A time at which a plant was watered, as its soil shows it.</summary>
/// <param name="Time">When half of the rise was there, or the first reading after a time without any. Unix milliseconds.</param>
/// <param name="Before">Soil moisture before, %.</param>
/// <param name="After">Highest within the two hours after, %.</param>
internal readonly record struct Watering(long Time, double Before, double After);
