using LiteDB;
using PlantOps.Gateway.Devices;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>Devices as documents, by number.</summary>
internal sealed class LiteDbDeviceStore(LiteDbFile file) : IDeviceStore
{
    public const string Collection = "devices";

    public IReadOnlyList<Device> Load() => file.Read(engine => engine.All(Collection).ConvertAll(Read));

    // One gateway has the file: nobody else can have used an enrolment or taken a number.
    public Admission Admit(Device device, string? usedEnrolment)
    {
        file.Commit(engine =>
        {
            engine.Upsert(Collection, [Write(device)], BsonAutoId.Int32);
            if (usedEnrolment is not null) engine.Delete(LiteDbEnrolmentStore.Collection, [usedEnrolment]);
        });
        return Admission.Done;
    }

    public static BsonDocument Write(Device device) => new()
    {
        ["_id"] = device.Number,
        ["id"] = device.Id,
        ["name"] = device.Name,
        ["hardware_id"] = device.HardwareId,
        ["password_hash"] = device.PasswordHash,
        ["interval_s"] = device.IntervalSeconds,
        ["registered_at"] = device.RegisteredAt,
        ["model"] = device.Model,
        ["firmware_version"] = device.FirmwareVersion,
        ["sensors"] = new BsonArray(device.Sensors.Select(sensor => new BsonValue(sensor))),
    };

    private static Device Read(BsonDocument document) => new(
        document["_id"].AsInt32,
        document["id"].AsString,
        document["name"].AsString,
        document["hardware_id"].AsString,
        document["password_hash"].AsBinary,
        document["interval_s"].AsInt32,
        document["registered_at"].AsInt64)
    {
        Model = document["model"].AsString,
        FirmwareVersion = document["firmware_version"].AsString,
        Sensors = [.. document["sensors"].AsArray.Select(sensor => sensor.AsString)],
    };
}
