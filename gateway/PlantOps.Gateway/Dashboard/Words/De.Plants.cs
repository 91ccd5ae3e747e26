namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of all plants.</summary>
internal sealed partial class De
{
    public string Soil => "Boden";

    public string Air => "Luft";

    public string Humidity => "Feuchte";

    public string All => "Alle";

    public string NeedMe => "Brauchen mich";

    public string UnknownOnes => "Unbekannt";

    public string Show => "Zeigen";

    public string NoneOfThese => "So ist gerade keine deiner Pflanzen.";

    public string NoPlant => "Noch keine Pflanze";

    public string NobodyKnows => "Niemand weiß, wie es deinen Pflanzen geht";

    public string AllAreFine => "Allen Pflanzen geht es gut";

    public string Connecting => "verbinde …";

    public string IsLive => "live";

    public string NoConnection => "keine Verbindung seit";

    public string WeekOfSoil => "Bodenfeuchte der letzten sieben Tage";

    public string Watered => "Gegossen";

    public string Undo => "Zurück";

    public string Undone => "Zurückgenommen.";

    public string TooLateToUndo => "Dafür ist es zu spät; im Tagebuch steht es noch.";

    public string NotWatched => "Kein Gerät sieht nach ihr.";

    public string NothingMeasured => "Noch wurde nichts gemessen.";

    public string NothingTrusted => "Nichts, was zuletzt gemessen wurde, ist glaubhaft.";

    public string AllInRange => "Alles Gemessene ist, wie es sein soll.";

    public string NotYetAnAlert(string cause) => $"{cause}. Bleibt es so, folgt eine Warnung.";

    public string SilentSince => "Stumm seit";

    public string Muted => "Eine Weile wird niemandem davon berichtet.";

    public string WithASensor => "Ich habe einen ESP32";

    public string WithASensorHelp => "Du bekommst einen Code für ihn und siehst jeden Schritt bis zur ersten Messung.";

    public string WithoutASensor => "Zeig es mir mit einer virtuellen Pflanze";

    public string WithoutASensorHelp => "Das Programm des Sensors misst ohne Gerät eine Pflanze, die es nicht gibt.";

    public string State(CardState state) => state switch
    {
        CardState.Ok => "Gut",
        CardState.Warning => "Bald ansehen",
        CardState.Critical => "Jetzt handeln",
        _ => "Unbekannt",
    };

    public string NeedYou(int plants) => plants == 1 ? "1 Pflanze braucht dich" : $"{plants} Pflanzen brauchen dich";

    public string OthersAreFine(int unknown) =>
        unknown == 1
            ? "1 Pflanze ist unbekannt, den anderen geht es gut"
            : $"{unknown} Pflanzen sind unbekannt, den anderen geht es gut";

    public string AndMore(int plants) => plants == 1 ? "und 1 weitere" : $"und {plants} weitere";

    public string SilentFor(string duration) => $"Stumm seit {duration}.";

    public string Since(string duration) => $"seit {duration}";

    public string IsWatered(string plant) => $"{plant}: gegossen.";

    public string WaitsForSoil(string who, string duration) =>
        $"Vor {duration} von {who} gegossen; wartet, bis der Boden es zeigt.";

    public string LooksAfterIt(string who) => $"{who} kümmert sich.";
}
