using System.Text.Json.Serialization;

namespace PlantOps.Gateway.VirtualPlants;

/// <summary>A plant that does not exist, whose device this gateway runs.</summary>
/// <param name="PlantId">The plant.</param>
/// <param name="Device">The number of its device.</param>
/// <param name="HardwareId">Of its device: one that has another by now is somebody else's.</param>
/// <param name="Seed">Repeats its weather and chances.</param>
/// <param name="Home">Which gateway runs it, where several share a store.</param>
internal sealed record VirtualPlant(string PlantId, int Device, string HardwareId, int Seed, string Home);

/// <summary>Virtual plants as the store keeps them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(VirtualPlant))]
internal sealed partial class VirtualPlantsJson : JsonSerializerContext;
