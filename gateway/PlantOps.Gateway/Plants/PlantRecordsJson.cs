using System.Text.Json.Serialization;
using PlantOps.Gateway.Plants.Calibration;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Plants.Photos;
using PlantOps.Gateway.Plants.Removal;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Plants;

/// <summary>Plants, their journal and photos, and species as the store keeps them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(CalibrationAnswer))]
[JsonSerializable(typeof(Plant))]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(PhotoAlbum))]
[JsonSerializable(typeof(PlantPhoto))]
[JsonSerializable(typeof(ReadingRemoval))]
[JsonSerializable(typeof(SpeciesProfile))]
internal sealed partial class PlantRecordsJson : JsonSerializerContext;
