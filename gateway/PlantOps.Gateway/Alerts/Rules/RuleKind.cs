using System.Text.Json.Serialization;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Alerts.Rules;

/// <summary>What a rule looks for.</summary>
[JsonConverter(typeof(SnakeCaseEnum<RuleKind>))]
internal enum RuleKind
{
    /// <summary>A metric is below its range.</summary>
    Low,

    /// <summary>A metric is above its range.</summary>
    High,

    /// <summary>A metric moved further within an hour than plants and rooms do.</summary>
    FastChange,

    /// <summary>A week's days had too little light in all.</summary>
    LowLight,

    /// <summary>No reading came for longer than the device is ever silent.</summary>
    NoData,

    /// <summary>A sensor gives nothing, or what cannot be.</summary>
    Implausible,

    /// <summary>A sensor gives the very same value for longer than it ever does.</summary>
    Stuck,

    /// <summary>The device's Wi-Fi signal is weak.</summary>
    WeakSignal,

    /// <summary>The device's battery is low.</summary>
    LowBattery,

    /// <summary>The device's buffer was full and readings are gone.</summary>
    LostReadings,

    /// <summary>A soil probe measures air: it is out of the soil.</summary>
    ProbeOut,

    /// <summary>Days in a row had too much light in all.</summary>
    HighLight,
}
