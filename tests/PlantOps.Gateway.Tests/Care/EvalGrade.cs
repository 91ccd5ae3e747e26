using System.Globalization;
using System.Text.Json;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Tests.Care;

/// <summary>What is wrong with a plan, by what its case expects: nothing where it is right.</summary>
/// <param name="Case">What was asked.</param>
/// <param name="Action">The wrong thing, or the right thing not.</param>
/// <param name="Window">At the wrong time.</param>
/// <param name="Refs">On the wrong facts, or a reading that was never measured.</param>
/// <param name="Refusal">Something said where nothing is known, or not said that it is not.</param>
internal sealed record EvalGrade(
    EvalCase Case, IReadOnlyList<string> Action, IReadOnlyList<string> Window, IReadOnlyList<string> Refs,
    IReadOnlyList<string> Refusal)
{
    public bool IsRight => Action.Count + Window.Count + Refs.Count + Refusal.Count == 0;

    public override string ToString() =>
        $"{Case.Group}/{Case.Id}: {string.Join("; ", Action.Concat(Window).Concat(Refs).Concat(Refusal))}";

    public static EvalGrade Of(EvalCase one, CarePlan plan)
    {
        var (action, window, refs, refusal) = (new List<string>(), new List<string>(), new List<string>(), new List<string>());
        var today = Days(plan, one);
        foreach (var wanted in Many(one.Expected, "do"))
        {
            if (Find(plan, wanted) is not { } item)
            {
                action.Add($"no {wanted.GetProperty("kind")} {wanted.GetProperty("actions")}");
                continue;
            }

            Check(window, wanted, "from", today(item.From), item.Id);
            Check(window, wanted, "to", today(item.To), item.Id);
            var names = item.Refs.Select(known => plan.Facts.Single(fact => fact.Ref == known).Name).ToList();
            refs.AddRange(
                Many(wanted, "refs").Select(name => name.GetString()!).Except(names).Select(name => $"{item.Id} without {name}"));
            if (wanted.TryGetProperty("occasion", out var occasion) && Snake(item.Occasion) != occasion.GetString())
                action.Add($"{item.Id} is {item.Occasion}");
        }

        foreach (var unwanted in Many(one.Expected, "not"))
        {
            var before = unwanted.TryGetProperty("before", out var day) ? day.GetDouble() : double.PositiveInfinity;
            action.AddRange(
                plan.Items.Where(item => Is(item, unwanted) && today(item.From) < before).Select(item => $"{item.Id} is wrong"));
        }

        foreach (var what in Many(one.Expected, "unknown"))
        {
            if (!plan.Unknown.Contains(what.GetString())) refusal.Add($"{what} is said to be known");
        }

        if (one.Expected.TryGetProperty("away", out var away) && plan.Away.Advice != away.GetString())
            refusal.Add($"away is {plan.Away.Advice}");
        if (one.Expected.TryGetProperty("facts", out var facts))
        {
            refs.AddRange(facts.EnumerateObject()
                .Where(fact => plan.Facts.FirstOrDefault(known => known.Name == fact.Name)?.Text != fact.Value.GetString())
                .Select(fact => $"{fact.Name} is not {fact.Value}"));
        }

        refs.AddRange(Invented(one, plan));
        return new EvalGrade(one, action, window, refs, refusal);
    }

    /// <summary>Readings that were never measured.</summary>
    private static IEnumerable<string> Invented(EvalCase one, CarePlan plan)
    {
        var readings = one.Readings();
        foreach (var fact in plan.Facts.Where(fact => fact.Kind == CareFactKind.Reading))
        {
            var metric = fact.Name == "coldest"
                ? Metric.Temperature
                : PlantOps.Gateway.Telemetry.MetricNames.Find(fact.Name)!.Value;
            if (!readings.Any(reading => reading.Boot == fact.Boot && reading.Sequence == fact.Seq && reading.Time == fact.At
                && reading.Values[metric] == fact.Value))
            {
                yield return $"{fact.Name} was never measured";
            }
        }
    }

    private static Func<long, double> Days(CarePlan plan, EvalCase one)
    {
        var midnight = PlantOps.Gateway.Plants.Figures.LocalDay.Start(plan.MadeAt, one.Zone);
        return time => Math.Round((time - midnight) / (double)CareCase.Day, 1);
    }

    private static void Check(List<string> wrong, JsonElement wanted, string which, double day, string id)
    {
        if (!wanted.TryGetProperty(which, out var range)) return;
        if (day < range[0].GetDouble() - 0.1 || day > range[1].GetDouble() + 0.1)
            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{id} {which} day {day}, not {range}"));
    }

    private static CareItem? Find(CarePlan plan, JsonElement wanted) => plan.Items.FirstOrDefault(item => Is(item, wanted));

    private static bool Is(CareItem item, JsonElement wanted) => Snake(item.Kind) == wanted.GetProperty("kind").GetString()
        && (!wanted.TryGetProperty("actions", out var actions)
            || actions.EnumerateArray().Any(action => action.GetString() == item.Id));

    private static string Snake<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static JsonElement[] Many(JsonElement json, string name) =>
        json.TryGetProperty(name, out var some) ? [.. some.EnumerateArray()] : [];
}
