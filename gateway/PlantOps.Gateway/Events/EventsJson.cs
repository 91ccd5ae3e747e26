using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Events;

/// <summary>Live events as JSON, on the wire; written at build time because native code has no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(LiveAnswer))]
[JsonSerializable(typeof(LiveDevice))]
[JsonSerializable(typeof(LiveEnrolment))]
[JsonSerializable(typeof(LiveReading))]
internal sealed partial class EventsJson : JsonSerializerContext;
