namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of when a plant will be too dry.</summary>
internal sealed partial class En
{
    public string DryBetween(int first, int last) => (first, last) switch
    {
        (_, <= 1) => "within a day",
        (0, _) => $"within {last}\u00a0days",
        _ when first == last => $"in {last}\u00a0days",
        _ => $"in {first}–{last}\u00a0days",
    };

    public string TooDryBetween(int first, int last) => $"Too dry {DryBetween(first, last)}, if nobody waters it.";

    public string MostLikelyIn(string range, int days) => $"{range}, most likely {days}";

    public string DryNotKnown(string why) => why switch
    {
        "NoDevice" => "not known: no device watches it",
        "NoLimit" => "not known: nothing says how dry it may become",
        "NoSoil" => "not known: its device measures no soil moisture",
        "RawOnly" => "not known: its probe is not calibrated",
        "Silent" => "not known: nothing was measured lately",
        "Doubted" => "not known: its probe cannot be trusted",
        "ProbeOut" => "not known: its probe is out of the soil",
        "Frozen" => "not known: the soil is frozen",
        "NoWatering" => "not known until it has been watered once",
        "JustWatered" => "just watered: known in some hours",
        "TooFewDays" => "not known yet: it takes two days of drying",
        "NotDrying" => "not known: it does not become drier",
        "TooFar" => "not within 90\u00a0days",
        _ => NobodyKnowsThat,
    };
}
