using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Assistants.Advisor.Checking;

/// <summary>How a plant can be said to be.</summary>
internal enum PlantState
{
    Well, Ill, Dry, Moist, Wet, AirDry, AirDamp, Cold, Warm, Hot, Dark, Bright,
}

/// <summary>
/// Which states the facts of a plan hold. What is not known holds no state: unknown is never told as well, dry or moist.
/// </summary>
internal sealed class PlantStates
{
    private static readonly string[] Troubles =
    [
        CareAdvice.WaterNow, CareAdvice.Soak, CareAdvice.WaterLittle, CareAdvice.LetDry, CareAdvice.MoreLight,
        CareAdvice.LessLight, CareAdvice.DamperAir, CareAdvice.DrierAir, CareAdvice.WarmerPlace, CareAdvice.CoolerPlace,
        CareAdvice.BringIn, CareAdvice.ProtectFromFrost, CareAdvice.LookAfterDrought, CareAdvice.WaitForThaw,
        CareAdvice.LookForLeak,
    ];

    private readonly CarePlan _plan;

    private PlantStates(CarePlan plan) => _plan = plan;

    public static PlantStates Of(CarePlan plan) => new(plan);

    /// <summary>Whether a state may be said, or that it is not so.</summary>
    public bool Allows(PlantState state, bool isNegated)
    {
        var holds = Holds(state);
        if (isNegated) return holds == false || (holds is null && !NeedsFacts(state));
        return holds == true || (holds is null && !NeedsFacts(state));
    }

    private static bool NeedsFacts(PlantState state) =>
        state is PlantState.Well or PlantState.Dry or PlantState.Moist or PlantState.Wet;

    /// <summary><see langword="null"/> where the plan does not tell.</summary>
    private bool? Holds(PlantState state) => state switch
    {
        PlantState.Well => Has(Troubles) ? false : IsSoilKnown ? true : null,
        PlantState.Ill => Has(Troubles) || Has(CareAdvice.LookAfterTreatment, CareAdvice.LookForPests) ? null : Not(IsSoilKnown),
        PlantState.Dry => IsDry ? true : Has(CareAdvice.LeaveDry) ? true : Not(IsSoilKnown),
        PlantState.Moist => IsDry ? false : IsWet || IsSoilKnown ? true : null,
        PlantState.Wet => IsWet ? true : Not(IsSoilKnown),
        PlantState.AirDry => Has(CareAdvice.DamperAir) ? true : Not(Is(CareFactNames.Humidity, CareFactNames.HumidityLow) >= 0),
        PlantState.AirDamp => Has(CareAdvice.DrierAir) ? true : Not(Has(CareAdvice.DamperAir)),
        PlantState.Cold => IsCold ? true : Not(Has(CareAdvice.CoolerPlace)),
        PlantState.Warm => Not(IsCold),
        PlantState.Hot => Has(CareAdvice.CoolerPlace) ? true : Not(IsCold),
        PlantState.Dark => Has(CareAdvice.MoreLight) ? true : Not(Has(CareAdvice.LessLight)),
        _ => Has(CareAdvice.LessLight) ? true : Not(Has(CareAdvice.MoreLight)),
    };

    private bool IsDry => Has(CareAdvice.WaterNow, CareAdvice.Soak, CareAdvice.WaterLittle)
        || (!Has(CareAdvice.LeaveDry) && Is(CareFactNames.Soil, CareFactNames.SoilLow) < 0);

    private bool IsWet => Has(CareAdvice.LetDry) || Is(CareFactNames.Soil, CareFactNames.SoilHigh) > 0;

    private bool IsCold => Has(CareAdvice.WarmerPlace, CareAdvice.BringIn, CareAdvice.ProtectFromFrost, CareAdvice.WaitForThaw);

    private bool IsSoilKnown => Value(CareFactNames.Soil) is not null && !_plan.Unknown.Contains(CareFactNames.Soil);

    private static bool? Not(bool isOtherwise) => isOtherwise ? false : null;

    private bool Has(params string[] advice) => _plan.Items.Any(item => advice.Contains(item.Id));

    private double? Value(string name) => _plan.Facts.FirstOrDefault(fact => fact.Name == name)?.Value;

    private double? Is(string name, string limit) => Value(name) - Value(limit);
}
