using System.Globalization;
using PlantOps.Contracts;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices.Calibration;

namespace PlantOps.Gateway.Dashboard.Devices;

/// <summary>Calibrating a soil probe, a step at a time.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Id">The device.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Probe">Which of its soil probes.</param>
/// <param name="Steps">All of them, and how far each is.</param>
/// <param name="Begin">Asks which probe, before the first step.</param>
/// <param name="Do">What to do with the probe; <c>null</c> where there is nothing to do with it.</param>
/// <param name="Live">What the probe gives now.</param>
/// <param name="Check">What came out.</param>
/// <param name="EndsAt">When the device goes back by itself, Unix milliseconds UTC.</param>
/// <param name="Problem">Why something was not taken.</param>
public sealed record CalibrateView(
    Shell Shell,
    string Id,
    string Name,
    int Probe,
    IReadOnlyList<Tick> Steps,
    FormField? Begin,
    string? Do,
    RawNow? Live,
    PointsCheck? Check,
    long EndsAt,
    string? Problem)
{
    internal static CalibrateView Of(Shell shell, CalibrationFacts facts, string? problem)
    {
        var (words, going) = (shell.Words, facts.Going);
        var step = going is null ? -1 : going.DryRaw is null ? 0 : going.WetRaw is null ? 1 : 2;
        string[] names = [words.CalibrateAirStep, words.CalibrateWaterStep, words.CalibrateDoneStep];
        return new CalibrateView(
            shell,
            facts.Id,
            facts.Name,
            going?.SoilChannel ?? 1,
            [.. names.Select((name, place) =>
                new Tick(name, null, place < step ? TickState.Done : place == step ? TickState.Now : TickState.NotYet))],
            going is not null ? null : new FormField("probe", words.CalibrateProbe, "1")
            {
                Type = "select",
                Choices = [.. facts.Probes
                    .Select(probe => new FormChoice(probe.ToString(CultureInfo.InvariantCulture), words.DeviceProbe(probe)))],
            },
            step switch { 0 => words.CalibrateInAir, 1 => words.CalibrateInWater, _ => null },
            step is 0 or 1 ? RawNow.Of(facts, words) : null,
            step == 2 ? PointsCheck.Of(facts, words) : null,
            going?.EndsAt ?? 0,
            problem);
    }
}

/// <summary>What a probe gives now.</summary>
/// <param name="Words">The language.</param>
/// <param name="Raw">The latest value.</param>
/// <param name="IsSteady">Whether it can be taken.</param>
/// <param name="Says">Whether it is at rest, or why nobody knows.</param>
/// <param name="Line">The last values as a path, 100 wide and 24 high.</param>
/// <param name="Compare">What it was, and what is usual.</param>
/// <param name="IsOver">The time has passed.</param>
public sealed record RawNow(IWords Words, string Raw, bool IsSteady, string Says, string Line, string Compare, bool IsOver)
{
    // As capacitive probes give them at 3.3 V on a converter of 12 bits.
    private static readonly (int Least, int Most) TypicalDry = (2400, 3000);
    private static readonly (int Least, int Most) TypicalWet = (900, 1500);

    internal static RawNow Of(CalibrationFacts facts, IWords words)
    {
        var values = facts.Values;
        var isSteady = RawTrace.IsSteady(values);
        var isAir = facts.Going?.DryRaw is null;
        var (least, most) = isAir ? TypicalDry : TypicalWet;
        return new RawNow(
            words,
            values.Count == 0 ? "–" : values[^1].ToString(CultureInfo.InvariantCulture),
            isSteady,
            facts.Going is null ? words.CalibrateTimeIsOver
                : isSteady ? words.CalibrateAtRest
                : facts.AwayAs is { } away ? words.CalibrateIsAway(words.DeviceIs(away))
                : values.Count == 0 ? words.CalibrateNoValue
                : values.Count < RawTrace.Needed ? words.CalibrateCount(values.Count, RawTrace.Needed)
                : words.CalibrateMoves(values.TakeLast(RawTrace.Needed).Min(), values.TakeLast(RawTrace.Needed).Max()),
            LineOf(values),
            $"{words.CalibrateWas(isAir ? facts.DryBefore : facts.WetBefore)} · {words.CalibrateTypical(least, most)}",
            facts.Going is null);
    }

    private static string LineOf(IReadOnlyList<int> values)
    {
        if (values.Count < 2) return string.Empty;
        var (least, most) = (values.Min(), values.Max());

        // A probe at rest is a flat line, not its noise made tall.
        var span = Math.Max(most - least, 200);
        var middle = (least + most) / 2.0;
        return string.Concat(values.Select((value, place) => string.Create(
            CultureInfo.InvariantCulture,
            $"{(place == 0 ? 'M' : 'L')}{100.0 * place / (values.Count - 1):0.#} {12 - (22 * (value - middle) / span):0.#}")));
    }
}

/// <summary>What two points come to.</summary>
/// <param name="Dry">What was taken in air, beside what it was.</param>
/// <param name="Wet">What was taken in water.</param>
/// <param name="Week">What the last week would have read.</param>
/// <param name="WhyNot">Why they cannot be used; <c>null</c> where they can.</param>
public sealed record PointsCheck(string Dry, string Wet, string Week, string? WhyNot)
{
    internal static PointsCheck Of(CalibrationFacts facts, IWords words)
    {
        var (dry, wet) = (facts.Going!.DryRaw!.Value, facts.Going.WetRaw!.Value);
        var isScale = dry - wet >= Limits.MinSoilSpan;
        return new PointsCheck(
            $"{dry}, {words.CalibrateWas(facts.DryBefore)}",
            $"{wet}, {words.CalibrateWas(facts.WetBefore)}",
            !isScale || facts.Week is not { } week ? words.CalibrateNoWeek : words.CalibrateWeek(
                Percents(week.LeastPercent, week.MostPercent),
                Percents(RawTrace.ToPercent(week.MostRaw, dry, wet), RawTrace.ToPercent(week.LeastRaw, dry, wet))),
            isScale ? null : words.DevicePointsProblem(Limits.MinSoilSpan));
    }

    private static string Percents(double least, double most) =>
        string.Create(CultureInfo.InvariantCulture, $"{least:0}–{most:0}\u00a0%");
}
