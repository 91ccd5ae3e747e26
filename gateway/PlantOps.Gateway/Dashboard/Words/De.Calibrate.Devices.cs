namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of calibrating a soil probe.</summary>
internal sealed partial class De
{
    public string CalibrateTitle => "Bodensonde kalibrieren";

    public string CalibrateWhy =>
        "Jede Sonde liefert andere Rohwerte. Halte sie in Luft, dann in Wasser, und ihre Prozente sind ihre eigenen. "
        + "Das Gerät misst "
        + "solange alle 5 Sekunden und bleibt wach; zehn Minuten nach dem letzten Schritt ist es wie vorher, was auch "
        + "mit dieser Seite geschieht.";

    public string CalibrateProbe => "Welche Sonde";

    public string CalibrateBegin => "Anfangen";

    public string CalibrateSteps => "Schritte";

    public string CalibrateAirStep => "Luft";

    public string CalibrateWaterStep => "Wasser";

    public string CalibrateDoneStep => "Fertig";

    public string CalibrateInAir => "Halte die Sonde in die Luft, trocken und sauber, und berühre ihr Blatt nicht.";

    public string CalibrateInWater => "Stell die Sonde bis zu ihrer Linie in Wasser und halte sie still.";

    public string CalibrateTake => "Übernehmen";

    public string CalibrateRaw => "Rohwert";

    public string CalibrateNoValue => "Wartet auf den nächsten Wert. Es misst alle 5 Sekunden, sobald es davon weiß.";

    public string CalibrateAtRest => "In Ruhe.";

    public string CalibrateNotAtRest => "Sie war nicht mehr in Ruhe. Warte, bis sie es ist, und übernimm noch einmal.";

    public string CalibrateApply => "Diese Werte verwenden";

    public string CalibrateAgain => "Noch einmal messen";

    public string CalibrateEnd => "Lassen, wie es war";

    public string CalibrateFromNow =>
        "Sie gelten ab jetzt. Frühere Messungen behalten ihre Prozente; ihre Rohwerte sind daneben aufgehoben.";

    public string CalibrateNoWeek => "In der letzten Woche wurde nichts zum Vergleichen gemessen.";

    public string CalibrateTimeIsOver => "Zehn Minuten sind um, und das Gerät ist wie vorher. Fang noch einmal an.";

    public string CalibrateAir => "In Luft";

    public string CalibrateWater => "In Wasser";

    public string CalibrateUntil => "Geht von selbst zurück um";

    public string CalibrateTypical(int least, int most) => $"üblich {least} bis {most}";

    public string CalibrateWas(int raw) => $"war {raw}";

    public string CalibrateCount(int values, int needed) => $"{values} von {needed} nötigen Werten.";

    public string CalibrateMoves(int least, int most) => $"Sie bewegt sich noch, zwischen {least} und {most}.";

    public string CalibrateIsAway(string state) => $"{state}. Es geht weiter, wenn das Gerät verbunden ist.";

    public string CalibrateWeek(string before, string after) => $"Die letzte Woche hätte {after} gezeigt statt {before}.";
}
