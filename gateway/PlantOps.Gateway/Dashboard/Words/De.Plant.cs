namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of one plant.</summary>
internal sealed partial class De
{
    public string History => "Was gemessen wurde";

    public string WhatIsShown => "Was gezeigt wird";

    public string OfHowLong => "Wie lange";

    public string ChartHelp => "Diagramm. Pfeiltasten verschieben es, Plus und Minus zoomen, Pos1 zeigt alles.";

    public string ChartProblem => "Das Diagramm lässt sich gerade nicht lesen. Lade die Seite in einer Minute neu.";

    public string AsATable => "Als Tabelle";

    public string TimeColumn => "Wann";

    public string NotMeasured => "nichts gemessen";

    public string NothingInThisTime => "In dieser Zeit wurde nichts gemessen.";

    public string FiguresTitle => "Was das sagt";

    public string NobodyKnowsThat => "weiß niemand";

    public string DryIn => "Trocken";

    public string LastWatered => "Zuletzt gegossen";

    public string DryingRate => "Verliert am Tag";

    public string VapourPressure => "Sättigungsdefizit";

    public string DewPoint => "Taupunkt";

    public string LightYesterday => "Licht gestern";

    public string JournalTitle => "Tagebuch";

    public string NothingNoted => "Noch wurde nichts vermerkt.";

    public string MetricName(string metric) => metric switch
    {
        "soil_moisture" => "Bodenfeuchte",
        "temperature" => "Temperatur",
        "humidity" => "Luftfeuchte",
        "light_level" => "Licht",
        "battery_voltage" => "Batteriespannung",
        "conductivity" => "Leitfähigkeit",
        "soil_temperature" => "Bodentemperatur",
        "soil_raw" => "Rohwert des Bodens",
        _ => metric,
    };

    public string Days(int days) => days switch { 1 => "24\u00a0h", 365 => "1\u00a0Jahr", _ => $"{days}\u00a0Tage" };

    public string Between(string least, string most) => $"zwischen {least} und {most}.";

    public string WateredTimes(int times) => times == 1 ? "Einmal gegossen." : $"{times}-mal gegossen.";

    public string Gaps(int count, string longest) =>
        count == 1 ? $"Nichts gemessen: {longest} lang." : $"{count}-mal nichts gemessen, längstens {longest}.";

    public string Ago(string duration) => $"vor {duration}";

    public string Did(string kind) => kind switch
    {
        "Watered" => "Gegossen",
        "Fertilised" => "Gedüngt",
        "Repotted" => "Umgetopft",
        "Pruned" => "Geschnitten",
        "Treated" => "Behandelt",
        _ => "Notiz",
    };

    public string AllReadingsAsCsv => "Alle Messwerte als CSV-Datei";
}
