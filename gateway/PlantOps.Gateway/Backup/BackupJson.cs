using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Backup;

/// <summary>Backups, in their files and on the wire; written at build time because native code has no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(BackupManifest))]
[JsonSerializable(typeof(HistoryDigest))]
[JsonSerializable(typeof(BackupRecord))]
[JsonSerializable(typeof(BackupList))]
[JsonSerializable(typeof(BackupRequest))]
[JsonSerializable(typeof(BackupResult))]
[JsonSerializable(typeof(BackupDetails))]
[JsonSerializable(typeof(RestoreResult))]
internal sealed partial class BackupJson : JsonSerializerContext;
