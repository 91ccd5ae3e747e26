using System.Globalization;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of what waterings teach of a probe.</summary>
internal sealed partial class En
{
    public string CalibrationTitle => "A better scale for the soil probe";

    public string CalibrationHelp => "Nothing changes unless you take it. Values that are stored stay as they are.";

    public string AfterAWatering => "After a thorough watering";

    public string WhereDryingEnds => "Where it gives no more water";

    public string TakeCalibration => "Take it";

    public string RefuseCalibration => "No, leave it";

    public string CalibrationLearned(int waterings) =>
        $"{waterings} thorough waterings and what came after show where wet and dry are in this pot.";

    public string NowAndThen(string now, string taken) => $"shows {now}, would show {taken}";

    public string CalibrationPoints(int dryRaw, int wetRaw) => $"Raw value in dry air {dryRaw}, in water {wetRaw}.";

    public string CalibrationOfPercent(double factor, double offset) =>
        string.Create(CultureInfo.InvariantCulture, $"Its percent times {factor:0.##}, and {offset:0.#} added.");
}
