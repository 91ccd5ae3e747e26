namespace PlantOps.Gateway.Care.Planning;

/// <summary>Every advice there is. Their names are on the wire and in journals: one is only ever added.</summary>
internal static class CareAdvice
{
    public const string WaterNow = "water-now";
    public const string WaterSoon = "water-soon";
    public const string WaterLittle = "water-little";
    public const string Soak = "soak";
    public const string LetDry = "let-dry";
    public const string LeaveDry = "leave-dry";
    public const string WinterRest = "winter-rest";
    public const string EndOfRest = "end-of-rest";

    public const string MoreLight = "more-light";
    public const string LessLight = "less-light";

    public const string Feed = "feed";
    public const string StartFeeding = "start-feeding";
    public const string StopFeeding = "stop-feeding";

    public const string DamperAir = "damper-air";
    public const string DrierAir = "drier-air";

    public const string WarmerPlace = "warmer-place";
    public const string CoolerPlace = "cooler-place";
    public const string BringIn = "bring-in";
    public const string ProtectFromFrost = "protect-from-frost";

    public const string Repot = "repot";

    public const string PutProbeBack = "put-probe-back";
    public const string WaitForThaw = "wait-for-thaw";
    public const string FeelSoil = "feel-soil";
    public const string DryingUnknown = "drying-unknown";
    public const string LookForLeak = "look-for-leak";
    public const string LookAfterDrought = "look-after-drought";
    public const string LookAfterTreatment = "look-after-treatment";
    public const string LookForPests = "look-for-pests";
    public const string LookOver = "look-over";
    public const string CheckRoots = "check-roots";
    public const string CheckDevice = "check-device";
    public const string CheckSensor = "check-sensor";
    public const string CheckSignal = "check-signal";
    public const string ChargeBattery = "charge-battery";
    public const string ChooseSpecies = "choose-species";
}

/// <summary>What holds of each advice.</summary>
internal static class CareCatalogue
{
    private const int Usual = 7;

    /// <summary>The most urgent first: plants die of cold and drought before anything else.</summary>
    private static readonly string[] Ranks =
    [
        CareAdvice.BringIn, CareAdvice.ProtectFromFrost, CareAdvice.Soak, CareAdvice.WaterNow, CareAdvice.WaterLittle,
        CareAdvice.WarmerPlace, CareAdvice.CoolerPlace, CareAdvice.LookForLeak, CareAdvice.PutProbeBack, CareAdvice.FeelSoil,
        CareAdvice.WaitForThaw, CareAdvice.LetDry, CareAdvice.CheckDevice, CareAdvice.CheckSensor, CareAdvice.ChargeBattery,
        CareAdvice.WaterSoon, CareAdvice.LessLight, CareAdvice.MoreLight, CareAdvice.DamperAir, CareAdvice.DrierAir,
        CareAdvice.LookForPests,
        CareAdvice.LookAfterDrought, CareAdvice.LookAfterTreatment, CareAdvice.Feed, CareAdvice.Repot, CareAdvice.CheckRoots,
        CareAdvice.CheckSignal, CareAdvice.DryingUnknown, CareAdvice.ChooseSpecies, CareAdvice.LookOver, CareAdvice.LeaveDry,
    ];

    /// <summary>What is not done but left alone, or comes with the calendar: when it has come, another advice says it.</summary>
    private static readonly string[] NotDone =
    [
        CareAdvice.LetDry, CareAdvice.LeaveDry, CareAdvice.WinterRest, CareAdvice.EndOfRest, CareAdvice.StartFeeding,
        CareAdvice.StopFeeding, CareAdvice.WaitForThaw,
    ];

    /// <summary>What the journal says by itself: a feeding that is noted is no longer due.</summary>
    private static readonly string[] ByJournal =
    [
        CareAdvice.WaterNow, CareAdvice.WaterSoon, CareAdvice.WaterLittle, CareAdvice.Soak, CareAdvice.Feed, CareAdvice.Repot,
    ];

    public static int RankOf(string id) => Array.IndexOf(Ranks, id) is >= 0 and var rank ? rank : Ranks.Length;

    public static bool CanBeDone(string id) => Array.IndexOf(NotDone, id) < 0;

    /// <summary>For how long it is not said again once somebody did it, days: what was moved takes a while to show.</summary>
    public static int QuietDays(string id) => id switch
    {
        _ when Array.IndexOf(ByJournal, id) >= 0 => 0,
        CareAdvice.PutProbeBack or CareAdvice.CheckDevice or CareAdvice.CheckSensor or CareAdvice.LookForLeak => 1,
        CareAdvice.FeelSoil or CareAdvice.WarmerPlace or CareAdvice.CoolerPlace or CareAdvice.DamperAir or CareAdvice.DrierAir
            or CareAdvice.LessLight => 3,
        CareAdvice.BringIn or CareAdvice.ProtectFromFrost or CareAdvice.MoreLight => 14,
        CareAdvice.CheckRoots => 180,
        CareAdvice.ChooseSpecies => 30,
        _ => Usual,
    };
}
