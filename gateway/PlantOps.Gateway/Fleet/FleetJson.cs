using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Fleet;

/// <summary>
/// Gateways as JSON, in the store and on the wire; written at build time because native code has no reflection.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(Dictionary<string, long>))]
[JsonSerializable(typeof(FleetView))]
internal sealed partial class FleetJson : JsonSerializerContext;
