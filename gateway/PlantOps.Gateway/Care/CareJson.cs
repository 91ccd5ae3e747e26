using System.Text.Json.Serialization;
using PlantOps.Gateway.Care.Planning;
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

/// <summary>Care plans as the store keeps them: what is not known is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(CarePlan))]
internal sealed partial class CareRecordsJson : JsonSerializerContext;
