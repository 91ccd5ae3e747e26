namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of what kinds of plants need.</summary>
internal sealed partial class De
{
    public string SpeciesTitle => "Arten";

    public string SearchSpecies => "Name";

    public string SearchSpeciesHelp =>
        "Wissenschaftlich, deutsch, englisch, französisch oder spanisch; Tippfehler schaden nicht.";

    public string NoOwnSpecies => "Hier wurde noch keine hinzugefügt oder geändert";

    public string OwnSpecies => "Hier hinzugefügt oder geändert";

    public string OwnOne => "hier hinzugefügt";

    public string ChangedOne => "hier geändert";

    public string AddASpecies => "Eine Art hinzufügen";

    public string ChangeSpecies => "Ändern";

    public string ChangeSpeciesHelp =>
        "Pflanzen dieser Art nehmen ihre Grenzen von hier. Was leer bleibt, wird nicht beobachtet.";

    public string ScientificName => "Wissenschaftlicher Name";

    public string EnglishNames => "Englische Namen";

    public string GermanNames => "Deutsche Namen";

    public string FrenchNames => "Französische Namen";

    public string SpanishNames => "Spanische Namen";

    public string WithCommas => "Mehrere mit Kommas dazwischen.";

    public string WhenToWater => "Wann gießen";

    public string HowOftenToFeed => "Wie oft düngen";

    public string ToPets => "Für Katzen und Hunde";

    public string ToChildren => "Für Kinder";

    public string WhereFrom => "Woher die Zahlen sind";

    public string RemoveSpecies => "Entfernen";

    public string AsItCame => "Wieder wie mitgeliefert";

    public string SpeciesIsThere => "Diese Art gibt es schon.";

    public string SpeciesKnown(int count, int own) =>
        own == 0 ? $"{count} sind bekannt." : $"{count} sind bekannt, {own} hier hinzugefügt oder geändert.";

    public string SpeciesMatches(int count) => count switch
    {
        0 => "Nicht bekannt: keine heißt so",
        1 => "1 heißt so",
        _ => $"Die {count} wahrscheinlichsten",
    };

    public string SpeciesInUse(string plants) =>
        $"Sie bleibt, weil Pflanzen von ihr sind: {plants}. Gib ihnen erst eine andere Art.";

    public string SpeciesRange(string name) => name switch
    {
        "soil_moisture" => "Bodenfeuchte, %",
        "temperature" => "Temperatur, °C",
        "humidity" => "Luftfeuchte, %",
        _ => "Licht",
    };

    public string RangeEnd(string name) => name switch
    {
        "critical_low" => "Schaden unter",
        "low" => "Mindestens",
        "high" => "Höchstens",
        "critical_high" => "Schaden über",
        "min_lux" => "Mindestens, lx",
        "max_lux" => "Höchstens, lx",
        "min_daily" => "Mindestens am Tag, mol/m²",
        _ => "Höchstens am Tag, mol/m²",
    };

    public string Toxic(string name) => name switch
    {
        "none" => "harmlos",
        "irritant" => "reizend",
        "toxic" => "giftig",
        _ => "nicht bekannt",
    };

    public string SpeciesProblem(string problem) => problem switch
    {
        "A number." => "Eine Zahl.",
        _ when problem.StartsWith("The order is", StringComparison.Ordinal) =>
            "Die Werte müssen vom kleinsten zum größten gehen.",
        _ when problem.EndsWith("printable characters.", StringComparison.Ordinal) =>
            problem.Replace(" to ", " bis ", StringComparison.Ordinal).Replace("printable characters", "sichtbare Zeichen",
                StringComparison.Ordinal),
        _ when problem.StartsWith("2 to 64", StringComparison.Ordinal) =>
            "Ein Name aus lateinischen Buchstaben, mindestens zwei.",
        _ => problem.Replace(" to ", " bis ", StringComparison.Ordinal),
    };
}
