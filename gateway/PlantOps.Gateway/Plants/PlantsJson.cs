using System.Text.Json.Serialization;
using PlantOps.Gateway.Plants.Calibration;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Plants.Photos;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Plants;

/// <summary>Plants and species as JSON, on the wire; written at build time because native code has no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(HoursRequest))]
[JsonSerializable(typeof(JournalRequest))]
[JsonSerializable(typeof(Page<JournalEntryView>))]
[JsonSerializable(typeof(Page<PlantView>))]
[JsonSerializable(typeof(PhotoView[]))]
[JsonSerializable(typeof(PlantCalibrationView))]
[JsonSerializable(typeof(PlantFiguresView))]
[JsonSerializable(typeof(PlantRequest))]
[JsonSerializable(typeof(PlantTelemetryAnswer))]
[JsonSerializable(typeof(PlantView))]
[JsonSerializable(typeof(RemovedSpecies))]
[JsonSerializable(typeof(Page<SpeciesView>))]
[JsonSerializable(typeof(WatchRequest))]
internal sealed partial class PlantsJson : JsonSerializerContext;
