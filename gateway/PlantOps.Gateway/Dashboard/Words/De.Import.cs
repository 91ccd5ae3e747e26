namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of a file that is brought in.</summary>
internal sealed partial class De
{
    public string ImportLook => "Erst ansehen";

    public string ImportStore => "Speichern";

    public string WouldBeStored => "Was gespeichert würde";

    public string ImportWhose => "Gerät";

    public string ImportMetric => "Was";

    public string ImportValues => "Werte";

    public string ImportRange => "Kleinster – größter";

    public string ImportTime => "Erster – letzter";

    public string ImportColumns => "Was die Spalten sind";

    public string ImportLeftOut => "weglassen";

    public string ImportSources => "Wohin die Werte gehören";

    public string ImportSourcesHelp =>
        "Ein Gerät und ein Messwert, etwa plant-8f3k2m1x/soil_moisture. Was leer ist, bleibt weg.";

    public string ImportHow => "Wie die Datei zu lesen ist";

    public string ImportDevice => "Wessen Messwerte es sind";

    public string ImportAsTheFileSays => "Wie die Datei sagt";

    public string ImportZone => "Zeitzone der Zeiten, die keine nennen";

    public string ImportDateOrder => "Daten mit Schrägstrichen";

    public string ImportUnits => "Einheiten";

    public string ImportUnitsHelp => "Etwa temperature=F, soil_moisture=raw oder ein Faktor, humidity=100.";

    public string ImportNoLongerHeld => "Die Datei ist nicht mehr da: Wähle sie noch einmal.";

    public string ImportOf(string file) => $"Datei: {file}";

    public string WouldBeImported(long added, long existing) =>
        $"{Count(added)} Messwerte wären neu, {Count(existing)} sind schon da.";

    public string WouldBeMade(string devices) => $"Geräte, die angelegt würden: {devices}.";

    public string WouldBeDoubted(long readings) => $"{Count(readings)} Messungen haben einen zweifelhaften Wert.";

    public string ValuesDoubted(long values, long doubted) => $"{Count(values)}, davon {Count(doubted)} zweifelhaft";

    public string ColumnsLeftOut(string columns) => $"Spalten, die wegbleiben: {columns}.";

    public string ImportError(long count, bool costsRow, string reason, string first) =>
        $"{Count(count)} {(costsRow ? "Zeilen" : "Werte")} sind nicht zu verstehen: {reason} ({first})";
}
