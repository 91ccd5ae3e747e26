using PlantOps.Gateway.Plants.Species;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using static PlantOps.Gateway.Care.Planning.CareFactNames;

namespace PlantOps.Gateway.Care.Planning;

/// <summary>
/// Makes a plant's care plan of what is known of it, by rules, and of nothing else: the same inputs give the same plan. What
/// is not known is not guessed; then the plan says what is missing. docs/care.md tells the rules.
/// </summary>
internal static class CarePlanner
{
    /// <summary>The longest that a plan stands without being made anew, days.</summary>
    private const int MaxDays = 7;

    public static CarePlan Plan(CareInputs inputs)
    {
        var plant = new CareCase(inputs);
        WaterRules.Apply(plant);
        FeedRules.Apply(plant);
        AirRules.Apply(plant);
        SeasonRules.Apply(plant);
        InspectRules.Apply(plant);
        CareItem[] items =
        [
            .. plant.Items.OrderBy(item => IsDue(item, inputs.Now) ? 0 : 1)
                .ThenBy(item => IsDue(item, inputs.Now) ? CareCatalogue.RankOf(item.Id) : 0)
                .ThenBy(item => item.From),
        ];
        var plan = new CarePlan
        {
            PlantId = inputs.PlantId,
            MadeAt = inputs.Now,
            ValidUntil = ValidUntil(items, plant),
            Items = items,
            Away = AwayOf(plant),
            Unknown = plant.Unknown,
            Facts = [.. plant.Facts.All],
        };
        return plan with { Digest = DigestOf(plan, plant.Season) };
    }

    public static bool IsDue(CareItem item, long now) => item.From <= now;

    private static CareAway AwayOf(CareCase plant)
    {
        if (plant.Items.FirstOrDefault(item => item.Id == CareAdvice.LeaveDry) is { } rest) return new CareAway(CareAway.Lasts,
            rest.To, rest.Refs);
        if (plant.IsDry) return new CareAway(CareAway.WaterBefore, null, Refs(plant, Soil, SoilLow));
        if (!plant.IsSoilTrusted || TimeToDry.Of(plant.Inputs.Figures) is not { } dry)
            return new CareAway(CareAway.NobodyKnows, null, []);
        return new CareAway(CareAway.Lasts, plant.Season.Day((int)Math.Floor(dry.Earliest)), Refs(plant, DryEarliest,
            DaysUntilDry));
    }

    private static string[] Refs(CareCase plant,
        params string[] names) => [.. names.Where(plant.Facts.Has).Select(plant.Facts.RefOf)];

    private static long ValidUntil(CareItem[] items, CareCase plant)
    {
        var until = plant.Season.Day(MaxDays);
        foreach (var item in items)
        {
            if (item.From > plant.Inputs.Now) until = Math.Min(until, item.From);
            if (item.To > plant.Inputs.Now) until = Math.Min(until, item.To);
        }

        return until;
    }

    // What is due stays due from the day on when it was: that it is one day later is no other plan.
    private static string DigestOf(CarePlan plan, Season season)
    {
        var text = new StringBuilder();
        foreach (var item in plan.Items)
        {
            text.Append(item.Id).Append(IsDue(item, plan.MadeAt) ? " due " : " later ").AppendJoin(',',
                item.Reasons).Append('\n');
        }

        text.AppendJoin(',', plan.Unknown).Append('\n').Append(plan.Away.Advice).Append('\n').Append(season.Month).Append('\n');
        foreach (var fact in plan.Facts.Where(fact => fact.Kind == CareFactKind.Species || fact.Rule is not null))
        {
            text.Append(fact.Name).Append('=').Append(fact.Text ?? fact.Value?.ToString(CultureInfo.InvariantCulture))
                .Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}

/// <summary>Whether a plan says something else than the one before, or its figures have moved on.</summary>
internal static class CarePlanChange
{
    /// <summary>A day earlier or later is the weather's noise.</summary>
    private const long MovedDays = 1;

    /// <summary>How old figures are at least before they are brought up to date, in milliseconds.</summary>
    private const long StaysFor = CareCase.Day;

    public static bool Differs(CarePlan before, CarePlan after) =>
        before.Digest != after.Digest || HasMovedDates(before, after)
        || (after.MadeAt - before.MadeAt >= StaysFor && after.Facts.Any(fact => HasMoved(before, fact)));

    private static bool HasMovedDates(CarePlan before, CarePlan after) => after.Items.Where(item => !CarePlanner.IsDue(item,
        after.MadeAt))
        .Any(item => before.Items.FirstOrDefault(one => one.Id == item.Id) is { } old
            && (Math.Abs(old.From - item.From) > MovedDays * CareCase.Day
                || Math.Abs(old.To - item.To) > (MovedDays + 1) * CareCase.Day));

    private static bool HasMoved(CarePlan before, CareFact fact)
    {
        if (fact.Value is not { } now) return false;
        if (before.Facts.FirstOrDefault(one => one.Name == fact.Name)?.Value is not { } then) return true;
        return Math.Abs(now - then) > fact.Unit switch
        {
            "%" => 5,
            "°C" => 3,
            "mol/m²" => Math.Max(0.3, then / 5),
            "d" when fact.Kind is CareFactKind.Figure or CareFactKind.Derived && fact.Name != DaysSinceWatering => 2,
            _ => double.PositiveInfinity,
        };
    }
}
