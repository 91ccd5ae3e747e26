using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of what a device sends.</summary>
internal sealed partial class En
{
    public string MappingTitle => "What it sends";

    public string MappingAlsoSends => "This device also sends what nothing reads yet:";

    public string MappingNothingIgnored => "Everything that came since the gateway\u2019s start is read.";

    public string MappingKeep => "Keep as …";

    public string MappingMapped => "Read as well";

    public string MappingRemove => "Remove";

    public string MappingKeepAField => "Keep a field";

    public string MappingKeepIt => "Keep it";

    public string MappingField => "Field";

    public string MappingFieldHelp => "A JSON pointer within a reading, as /AM2301/Temperature; * is any name.";

    public string MappingKeepAs => "Keep it as";

    public string MappingChannel => "Soil probe";

    public string MappingChannelHelp => "1, or another one where the field is of the soil.";

    public string MappingUnit => "Its unit";

    public string MappingOwnUnit => "as it is kept";

    public string MappingFactor => "Times";

    public string MappingOffset => "Plus";

    public string MappingFactorHelp => "Both may be empty: the value is kept as it is.";

    public string MappingPreset => "A program or maker that is known";

    public string MappingPresetHelp => "Reads its usual names. What you keep yourself counts first.";

    public string MappingNoPreset => "none";

    public string MappingPresetReads => "What it reads";

    public string MappingReadAgain => "Messages that could not be read before can be read again.";

    public string MappingSeen(long count) => count == 1 ? "once" : $"{count} times";

    public string MappedAs(string target) => target switch
    {
        FieldRule.Battery => "Battery, % or V",
        FieldRule.Time => "Time",
        FieldRule.Ignore => "Nothing: leave it out",
        _ => MappedMetric(MappedTarget.Of(new FieldRule { As = target })),
    };

    public string MappingUnitName(string unit) => unit switch
    {
        "F" => "°F",
        "klx" => "klx (1000\u00a0lx)",
        "mS" => "mS/cm",
        "fraction" => "0 to 1",
        _ => unit,
    };

    public string MappingProblem(string part) => part switch
    {
        "pointer" => "It begins with /, as /soil/value, and has up to 200 characters.",
        "factor" => "A number other than 0, up to a billion; or nothing.",
        "offset" => "A number up to a billion; or nothing.",
        _ => "One of the list.",
    };

    public string MappingTooMany(int most) => $"At most {most} fields of a device. Remove one first.";

    private string MappedMetric(MappedTarget target) => target.Channel == SoilChannels.First
        ? DeviceMetric(target.Metric)
        : $"{DeviceMetric(target.Metric)} ({DeviceProbe(target.Channel)})";
}
