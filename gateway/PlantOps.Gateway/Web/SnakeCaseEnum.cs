using System.Text.Json;
using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Web;

/// <summary>An enum as its name in snake_case. A name is stored: it is never changed.</summary>
internal sealed class SnakeCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
