using System.Text.Json.Serialization;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Alerts;

/// <summary>How bad it is.</summary>
[JsonConverter(typeof(SnakeCaseEnum<AlertSeverity>))]
internal enum AlertSeverity
{
    /// <summary>Look after it in the next days.</summary>
    Warning = 1,

    /// <summary>The plant is being harmed.</summary>
    Critical = 2,
}
