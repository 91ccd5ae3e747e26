using System.Text.Json.Serialization;
using PlantOps.Gateway.Storage.Moving;

namespace PlantOps.Gateway.Storage;

/// <summary>
/// The store, as the command line sees it as JSON, on the wire; written at build time because native code has no reflection.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(MoveRequest))]
[JsonSerializable(typeof(MoveView))]
[JsonSerializable(typeof(RebuiltRollups))]
[JsonSerializable(typeof(StoreCopyRequest))]
[JsonSerializable(typeof(StoreCopyView))]
[JsonSerializable(typeof(StoreView))]
[JsonSerializable(typeof(TierEffect[]))]
[JsonSerializable(typeof(UnreadableList))]
[JsonSerializable(typeof(UnreadableRequest))]
[JsonSerializable(typeof(UnreadableView))]
internal sealed partial class StorageJson : JsonSerializerContext;
