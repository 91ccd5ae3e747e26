using System.Text.Json.Serialization;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Telemetry;

/// <summary>Readings as JSON, on the wire; written at build time because native code has no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(RetentionDays))]
[JsonSerializable(typeof(TelemetryAnswer))]
internal sealed partial class TelemetryJson : JsonSerializerContext;
