using CsCheck;
using PlantOps.Gateway.Plants.Figures;

namespace PlantOps.Gateway.Tests.Plants.Figures;

/// <summary>A soil that dries, is watered, and is measured by a probe that is neither exact nor always heard.</summary>
internal sealed record SoilCurve(Sample[] Samples, long[] Waterings, double RateADay)
{
    public const long Minute = 60_000;
    public const long Hour = 60 * Minute;
    public const long Day = 24 * Hour;
    public const long Start = 20_000 * Day;

    /// <summary>
    /// Days long, watered every three to six days, measured every 1 to 30 minutes, up to 2 points of noise, some readings
    /// missing and a few wild.
    /// </summary>
    public static Gen<SoilCurve> Any { get; } = Of(Gen.Long[3 * Day, 6 * Day].Array[0, 5]);

    public static Gen<SoilCurve> Unwatered { get; } = Of(Gen.Const(Array.Empty<long>()));

    private static Gen<SoilCurve> Of(Gen<long[]> pauses) =>
        Gen.Select(pauses, Gen.Double[3, 8], Gen.Long[1, 30], Gen.Double[0, 2], Gen.Int[0, int.MaxValue])
        .Select(drawn => Make(drawn.Item1, drawn.Item2, drawn.Item3 * Minute, drawn.Item4, new Random(drawn.Item5)));

    private static SoilCurve Make(long[] pauses, double rate, long interval, double noise, Random random)
    {
        var waterings = new List<long>();
        foreach (var pause in pauses) waterings.Add((waterings.Count == 0 ? Start : waterings[^1]) + pause);
        var end = (waterings.Count == 0 ? Start + (4 * Day) : waterings[^1]) + Day;
        var samples = new List<Sample>();
        var lastSpike = 0L;
        for (var time = Start; time < end; time += interval)
        {
            if (random.Next(10) == 0) continue;
            var value = Truth(time, waterings, rate) + (noise * ((random.NextDouble() * 2) - 1))
                + Math.Sin(2 * Math.PI * time / Day);
            // One wild reading now and then: a probe that somebody touches.
            if (random.Next(200) == 0 && time - lastSpike > 6 * Hour) (value, lastSpike) = (random.Next(2) == 0 ? 100 : 0, time);
            samples.Add(new Sample(time, Math.Clamp(value, 0, 100)));
        }

        return new SoilCurve([.. samples], [.. waterings], rate);
    }

    /// <summary>
    /// Each watering lifts it to 75, or by 20; it soaks in within ten minutes, and 5 points run out within two hours.
    /// </summary>
    private static double Truth(long time, List<long> waterings, double rate)
    {
        var (level, since) = (50.0, Start);
        foreach (var watering in waterings.Where(watering => watering <= time))
        {
            level = Dried(level, watering - since, rate);
            var soaked = Math.Max(20, 75 - level) * Math.Min(1, (time - watering) / (10.0 * Minute));
            (level, since) = (level + soaked - (5 * Math.Min(1, (time - watering) / (2.0 * Hour))), watering);
        }

        return Dried(level, time - since, rate);
    }

    private static double Dried(double level, long milliseconds, double rate) => Math.Max(5, level - (rate * milliseconds / Day));
}
