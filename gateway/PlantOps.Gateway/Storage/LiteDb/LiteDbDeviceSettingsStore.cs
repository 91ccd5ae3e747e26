using System.Text.Json.Serialization.Metadata;
using LiteDB;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Settings;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>Settings by device number, as the JSON that is also on the wire.</summary>
internal sealed class LiteDbDeviceSettingsStore(LiteDbFile file) : IDeviceSettingsStore
{
    public const string Collection = "device_settings";

    private static readonly DevicesJson Wire = DevicesJson.Default;

    public IReadOnlyCollection<KeptSettings> Load() => file.Load(Collection, document => new KeptSettings(
        document.Integer32("_id"),
        Read(document["desired"], Wire.DesiredSettings),
        Read(document["reported"], Wire.ReportedSettings),
        document.Integer("reported_at")));

    // Nobody else changes the file: what the change began from is still so.
    public bool TryChange(IReadOnlyCollection<DesiredChange> changes)
    {
        Save([.. changes.Select(change => change.Settings)]);
        return true;
    }

    public void Save(IReadOnlyCollection<KeptSettings> settings) => file.Commit(engine =>
        engine.Upsert(Collection, settings.Select(Write), BsonAutoId.Int32));

    public static BsonDocument Write(KeptSettings kept) => new BsonDocument
    {
        ["_id"] = kept.Number,
        ["desired"] = kept.Desired is null ? null : JsonSerializer.Serialize(kept.Desired, Wire.DesiredSettings),
        ["reported"] = kept.Reported is null ? null : JsonSerializer.Serialize(kept.Reported, Wire.ReportedSettings),
        ["reported_at"] = kept.ReportedAt,
    }.Sealed();

    private static T? Read<T>(BsonValue json, JsonTypeInfo<T> type)
        where T : class =>
        json.IsString ? JsonSerializer.Deserialize(json.AsString, type) : null;
}
