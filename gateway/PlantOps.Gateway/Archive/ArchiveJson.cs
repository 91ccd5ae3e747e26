using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Archive;

/// <summary>Exports and imports as JSON on the wire; written at build time because native code has no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(ExportSummary))]
[JsonSerializable(typeof(ImportDevicesRequest))]
[JsonSerializable(typeof(ImportResult))]
[JsonSerializable(typeof(ImportSummary))]
[JsonSerializable(typeof(ImportTargets))]
internal sealed partial class ArchiveJson : JsonSerializerContext;
