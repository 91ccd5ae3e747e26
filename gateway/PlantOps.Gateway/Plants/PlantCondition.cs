using System.Text.Json.Serialization;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Plants;

/// <summary>How a plant, or one of its rules, is.</summary>
[JsonConverter(typeof(SnakeCaseEnum<PlantCondition>))]
internal enum PlantCondition
{
    /// <summary>Measured just now, and inside its range.</summary>
    Ok,

    /// <summary>Nothing recent that could be trusted: neither well nor ill.</summary>
    Unknown,

    Warning,

    Critical,
}
