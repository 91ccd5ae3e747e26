using System.Text.Json.Serialization;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Care;

/// <summary>Care as JSON on the wire; written at build time because native code has no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(CareDoneRequest))]
[JsonSerializable(typeof(CareDueView[]))]
[JsonSerializable(typeof(CarePlanView))]
[JsonSerializable(typeof(Page<CarePlanView>))]
internal sealed partial class CareJson : JsonSerializerContext;
