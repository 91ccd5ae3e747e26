using CsCheck;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using static PlantOps.Gateway.Tests.Alerts.Evaluation.TrackBench;

namespace PlantOps.Gateway.Tests.Alerts.Evaluation;

/// <summary>Whatever happens: no plant is stuck in a state, no recovery is lost, nothing is said twice.</summary>
public sealed class AlertPropertyTests
{
    private const long Cooldown = 2 * Hour;

    private static readonly AlertRule[] Rules =
    [
        SoilLow(warning: 30, critical: 15, dwell: 10 * Minute, cooldown: Cooldown),
        new AlertRule("no_data", RuleKind.NoData, null) { Critical = 24 * 60 * 60, Dwell = 10 * Minute, Cooldown = Cooldown },
    ];

    /// <summary>Readings around the thresholds, live or from a buffer, silence, restarts, and a clock that jumps.</summary>
    private static readonly Gen<Step> Any = Gen.Frequency(
        (8, Gen.Select(Gen.Double[5, 45], Gen.Int[1, 40], (soil, count) => new Step(StepKind.Read, soil, count))),
        (2, Gen.Select(Gen.Double[5, 45], Gen.Int[1, 40], (soil, count) => new Step(StepKind.ReadLate, soil, count))),
        (2, Gen.Int[1, 300].Select(minutes => new Step(StepKind.Wait, 0, minutes))),
        (2, Gen.Int[0, 300].Select(minutes => new Step(StepKind.Restart, 0, minutes))),
        (1, Gen.Int[-3000, 3000].Select(minutes => new Step(StepKind.Jump, 0, minutes))));

    [Fact]
    public void AnySteps_ThenADayOfGoodReadings_EndsWellWithEveryRecoverySaid() => Any.Array[1, 60].Sample(steps =>
    {
        var bench = new TrackBench(Rules);
        foreach (var step in steps) Do(bench, step);

        // A clock that went back is noticed when somebody looks.
        bench.Reads(Day, new Values(Soil: 60));

        Assert.Equal(PlantCondition.Ok, bench.Condition);
        foreach (var alert in bench.Said.GroupBy(word => (word.Rule.Id, word.RaisedAt)))
        {
            Assert.Equal(AlertEventKind.Raised, alert.First().Kind);
            Assert.Equal(AlertEventKind.Recovered, alert.Last().Kind);
            Assert.Equal(alert.Count(), alert.Select(word => word.Kind).Distinct().Count());
        }
    });

    [Fact]
    public void StepsWithoutJumps_OneWordACooldownAndKind() =>
        Any.Where(step => step.Kind != StepKind.Jump).Array[1, 80].Sample(steps =>
    {
        var bench = new TrackBench(Rules);
        foreach (var step in steps) Do(bench, step);

        foreach (var words in bench.Said.Where(word => word.Kind != AlertEventKind.Recovered)
            .GroupBy(word => (word.Rule.Id, word.Severity)))
        {
            var times = words.Select(word => word.At).ToList();
            for (var i = 1; i < times.Count; i++) Assert.True(times[i] - times[i - 1] >= Cooldown);
        }
    });

    [Fact]
    public void RestartAfterEachStep_SaysTheSame() =>
        Any.Where(step => step.Kind is StepKind.Read or StepKind.ReadLate).Array[1, 40].Sample(steps =>
    {
        var (once, restarted) = (new TrackBench(Rules), new TrackBench(Rules));
        foreach (var step in steps)
        {
            Do(once, step);
            Do(restarted, step);
            restarted.Restarts();
        }

        Assert.Equal(once.Said, restarted.Said);
    });

    [Fact]
    public void AWeekOfNoiseAroundTheThreshold_SaysNothing() => Gen.Int.Sample(
        seed => Assert.Empty(WeekAround(seed, (random, _) => (random.NextDouble() * 8) - 4)),
        iter: 10);

    [Fact]
    public void AWeekOfWanderingAroundTheThreshold_OneWarningACooldown()
    {
        var raised = 0;
        Gen.Int.Sample(
            seed =>
            {
                var times = WeekAround(seed, (random, before) => Math.Clamp(before + (random.NextDouble() * 0.6) - 0.3, -6, 6));
                for (var i = 1; i < times.Count; i++) Assert.True(times[i] - times[i - 1] >= 12 * Hour);
                Interlocked.Add(ref raised, times.Count);
            },
            iter: 20);

        Assert.InRange(raised, 20, 20 * 14);
    }

    /// <summary>When a warning was said in a week of a value that is now above, now below, with the defaults of soil.</summary>
    private static List<long> WeekAround(int seed, Func<Random, double, double> next)
    {
        var (random, off) = (new Random(seed), 0d);
        var bench = new TrackBench(
            RuleBook.Of(new PlantRanges { Soil = new MetricRange(30, null) }, new Dictionary<string, RuleChange>()));
        bench.Reads(7 * Day, _ => Values.None with { Soil = 30 + (off = next(random, off)) });
        return [.. bench.Said.Where(word => word.Kind == AlertEventKind.Raised && word.Rule.Id == "soil_moisture.low")
            .Select(word => word.At)];
    }

    private static void Do(TrackBench bench, Step step)
    {
        switch (step.Kind)
        {
            case StepKind.Read or StepKind.ReadLate:
                bench.Reads(step.Count * Minute, new Values(Soil: step.Soil), step.Kind == StepKind.Read);
                break;
            case StepKind.Wait:
                bench.Waits(step.Count * Minute);
                break;
            case StepKind.Restart:
                bench.Waits(step.Count * Minute, looking: false).Restarts();
                break;
            default:
                // Not by whole minutes: a clock that was set never gives the same milliseconds again, which alerts are told
                // apart by.
                bench.Now += (step.Count * Minute) + 1;
                bench.Track.ListeningSince = Math.Min(bench.Track.ListeningSince, bench.Now);
                bench.Track.Tick(bench.Now, bench.Pace, bench.Said);
                break;
        }
    }

    private enum StepKind
    {
        Read,
        ReadLate,
        Wait,
        Restart,
        Jump,
    }

    private readonly record struct Step(StepKind Kind, double Soil, int Count);
}
