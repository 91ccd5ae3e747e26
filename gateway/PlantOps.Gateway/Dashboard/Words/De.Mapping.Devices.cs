using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of what a device sends.</summary>
internal sealed partial class De
{
    public string MappingTitle => "Was es sendet";

    public string MappingAlsoSends => "Dieses Gerät sendet auch, was noch nicht gelesen wird:";

    public string MappingNothingIgnored => "Alles, was seit dem Start des Gateways kam, wird gelesen.";

    public string MappingKeep => "Behalten als …";

    public string MappingMapped => "Auch gelesen wird";

    public string MappingRemove => "Entfernen";

    public string MappingKeepAField => "Ein Feld behalten";

    public string MappingKeepIt => "Behalten";

    public string MappingField => "Feld";

    public string MappingFieldHelp => "Ein JSON-Pointer in einer Messung, etwa /AM2301/Temperature; * ist jeder Name.";

    public string MappingKeepAs => "Behalten als";

    public string MappingChannel => "Bodensonde";

    public string MappingChannelHelp => "1, oder eine andere, wenn das Feld vom Boden ist.";

    public string MappingUnit => "Seine Einheit";

    public string MappingOwnUnit => "wie behalten wird";

    public string MappingFactor => "Mal";

    public string MappingOffset => "Plus";

    public string MappingFactorHelp => "Beides kann leer sein: Der Wert bleibt, wie er ist.";

    public string MappingPreset => "Ein bekanntes Programm oder ein bekannter Hersteller";

    public string MappingPresetHelp => "Liest dessen übliche Namen. Was du selbst behältst, gilt zuerst.";

    public string MappingNoPreset => "keines";

    public string MappingPresetReads => "Was damit gelesen wird";

    public string MappingReadAgain => "Was vorher nicht gelesen werden konnte, kann noch einmal gelesen werden.";

    public string MappingSeen(long count) => count == 1 ? "einmal" : $"{count}-mal";

    public string MappedAs(string target) => target switch
    {
        FieldRule.Battery => "Batterie, % oder V",
        FieldRule.Time => "Zeit",
        FieldRule.Ignore => "Nichts: auslassen",
        _ => MappedMetric(MappedTarget.Of(new FieldRule { As = target })),
    };

    public string MappingUnitName(string unit) => unit switch
    {
        "F" => "°F",
        "klx" => "klx (1000\u00a0lx)",
        "mS" => "mS/cm",
        "fraction" => "0 bis 1",
        _ => unit,
    };

    public string MappingProblem(string part) => part switch
    {
        "pointer" => "Es beginnt mit /, etwa /soil/value, und hat bis zu 200 Zeichen.",
        "factor" => "Eine Zahl außer 0, bis zu einer Milliarde; oder nichts.",
        "offset" => "Eine Zahl bis zu einer Milliarde; oder nichts.",
        _ => "Etwas aus der Liste.",
    };

    public string MappingTooMany(int most) => $"Höchstens {most} Felder eines Geräts. Entferne zuerst eines.";

    private string MappedMetric(MappedTarget target) => target.Channel == SoilChannels.First
        ? DeviceMetric(target.Metric)
        : $"{DeviceMetric(target.Metric)} ({DeviceProbe(target.Channel)})";
}
