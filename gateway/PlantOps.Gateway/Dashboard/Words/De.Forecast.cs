namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of when a plant will be too dry.</summary>
internal sealed partial class De
{
    public string DryBetween(int first, int last) => (first, last) switch
    {
        (_, <= 1) => "binnen eines Tages",
        (0, _) => $"binnen {last}\u00a0Tagen",
        _ when first == last => $"in {last}\u00a0Tagen",
        _ => $"in {first}–{last}\u00a0Tagen",
    };

    public string TooDryBetween(int first, int last) => $"Zu trocken {DryBetween(first, last)}, wenn niemand gießt.";

    public string MostLikelyIn(string range, int days) => $"{range}, am ehesten {days}";

    public string DryNotKnown(string why) => why switch
    {
        "NoDevice" => "nicht bekannt: kein Gerät misst",
        "NoLimit" => "nicht bekannt: nichts sagt, wie trocken sie werden darf",
        "NoSoil" => "nicht bekannt: ihr Gerät misst keine Bodenfeuchte",
        "RawOnly" => "nicht bekannt: ihre Sonde ist nicht kalibriert",
        "Silent" => "nicht bekannt: zuletzt wurde nichts gemessen",
        "Doubted" => "nicht bekannt: ihrer Sonde ist nicht zu trauen",
        "ProbeOut" => "nicht bekannt: ihre Sonde steckt nicht in der Erde",
        "Frozen" => "nicht bekannt: die Erde ist gefroren",
        "NoWatering" => "nicht bekannt, bis sie einmal gegossen wurde",
        "JustWatered" => "eben gegossen: in einigen Stunden bekannt",
        "TooFewDays" => "noch nicht bekannt: dafür muss sie zwei Tage trocknen",
        "NotDrying" => "nicht bekannt: sie wird nicht trockener",
        "TooFar" => "nicht in den nächsten 90\u00a0Tagen",
        _ => NobodyKnowsThat,
    };
}
