namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of one plant.</summary>
internal sealed partial class En
{
    public string History => "What was measured";

    public string WhatIsShown => "What is shown";

    public string OfHowLong => "Of how long";

    public string ChartHelp => "Chart. Arrow keys move it, plus and minus zoom, Home shows all.";

    public string ChartProblem => "The chart cannot be read now. Load the page again in a minute.";

    public string AsATable => "As a table";

    public string TimeColumn => "When";

    public string NotMeasured => "nothing measured";

    public string NothingInThisTime => "Nothing was measured in this time.";

    public string FiguresTitle => "What that tells";

    public string NobodyKnowsThat => "nobody knows";

    public string DryIn => "Dry";

    public string LastWatered => "Last watered";

    public string DryingRate => "Loses a day";

    public string VapourPressure => "Vapour pressure deficit";

    public string DewPoint => "Dew point";

    public string LightYesterday => "Light yesterday";

    public string JournalTitle => "Journal";

    public string NothingNoted => "Nothing was noted yet.";

    public string MetricName(string metric) => metric switch
    {
        "soil_moisture" => "Soil moisture",
        "temperature" => "Temperature",
        "humidity" => "Air humidity",
        "light_level" => "Light",
        "battery_voltage" => "Battery voltage",
        "conductivity" => "Conductivity",
        "soil_temperature" => "Soil temperature",
        "soil_raw" => "Raw soil value",
        _ => metric,
    };

    public string Days(int days) => days switch { 1 => "24\u00a0h", 365 => "1\u00a0year", _ => $"{days}\u00a0days" };

    public string Between(string least, string most) => $"between {least} and {most}.";

    public string WateredTimes(int times) =>
        times switch { 1 => "Watered once.", 2 => "Watered twice.", _ => $"Watered {times} times." };

    public string Gaps(int count, string longest) =>
        count == 1
            ? $"Nothing was measured for {longest}."
            : $"Nothing was measured {count} times, for {longest} at the longest.";

    public string Ago(string duration) => $"{duration} ago";

    public string Did(string kind) => kind switch
    {
        "Watered" => "Watered",
        "Fertilised" => "Fed",
        "Repotted" => "Repotted",
        "Pruned" => "Pruned",
        "Treated" => "Treated",
        _ => "Note",
    };

    public string AllReadingsAsCsv => "All readings as a CSV file";
}
