using System.Text.Json.Serialization;
using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Care;

/// <summary>Care plans as the store keeps them: what is not known is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(CarePlan))]
internal sealed partial class CareRecordsJson : JsonSerializerContext;
