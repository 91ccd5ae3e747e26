using System.Globalization;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of what waterings teach of a probe.</summary>
internal sealed partial class De
{
    public string CalibrationTitle => "Eine bessere Skala für die Bodensonde";

    public string CalibrationHelp =>
        "Nichts ändert sich, wenn du sie nicht übernimmst. Gespeicherte Werte bleiben, wie sie sind.";

    public string AfterAWatering => "Nach gründlichem Gießen";

    public string WhereDryingEnds => "Wo sie kein Wasser mehr gibt";

    public string TakeCalibration => "Übernehmen";

    public string RefuseCalibration => "Nein, so lassen";

    public string CalibrationLearned(int waterings) =>
        $"{waterings}-mal gründlich gegossen, und was danach kam: das zeigt, wo in diesem Topf nass und trocken ist.";

    public string NowAndThen(string now, string taken) => $"zeigt {now}, würde {taken} zeigen";

    public string CalibrationPoints(int dryRaw, int wetRaw) => $"Rohwert in trockener Luft {dryRaw}, in Wasser {wetRaw}.";

    public string CalibrationOfPercent(double factor, double offset) =>
        string.Create(CultureInfo.InvariantCulture, $"Ihre Prozent mal {factor:0.##}, und {offset:0.#} dazu.");
}
