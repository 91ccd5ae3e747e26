using LiteDB;
using PlantOps.Gateway.Devices;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>Devices as documents, by number.</summary>
internal sealed class LiteDbDeviceStore(LiteDbFile file) : IDeviceStore
{
    public const string Collection = "devices";

    private static readonly DevicesJson Wire = DevicesJson.Default;

    public IReadOnlyList<Device> Load() => file.Load(Collection, Read);

    public int HighestNumber() =>
        file.Read(engine => engine.Keys(Collection)).Where(id => id.IsInt32).Select(id => id.AsInt32).DefaultIfEmpty().Max();

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

    // The registry, which alone changes devices, takes turns: what was read is still so when it is written.
    public DeviceChange Change(IReadOnlyList<int> numbers, Func<Device, Device?> rule, string? usedEnrolment)
    {
        var devices = Load().ToDictionary(device => device.Number);
        var changed = new List<Device>();
        foreach (var number in numbers)
        {
            if (devices.GetValueOrDefault(number) is not { } current || rule(current) is not { } next)
                return DeviceChange.Not(Admission.Refused);
            changed.Add(next with { Version = current.Version + 1 });
        }

        file.Commit(engine =>
        {
            engine.Upsert(Collection, changed.Select(Write), BsonAutoId.Int32);
            if (usedEnrolment is not null) engine.Delete(LiteDbEnrolmentStore.Collection, [usedEnrolment]);
        });
        return new DeviceChange(Admission.Done, changed);
    }

    public static BsonDocument Write(Device device) => new BsonDocument
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
        ["version"] = device.Version,
        ["renamed"] = device.IsRenamed,
        ["released_at"] = Time(device.ReleasedAt),
        ["retired_at"] = Time(device.RetiredAt),
        ["capabilities"] = device.Capabilities is { } said ? JsonSerializer.Serialize(said, Wire.Capabilities) : BsonValue.Null,
    }.Sealed();

    private static Device Read(BsonDocument document) => new(
        document.Integer32("_id"),
        document.Text("id"),
        document.Text("name"),
        document.Text("hardware_id"),
        document.Bytes("password_hash"),
        document.Integer32("interval_s"),
        document.Integer("registered_at"))
    {
        Model = document["model"] is { IsString: true } model ? model.AsString : null,
        FirmwareVersion = document["firmware_version"] is { IsString: true } firmware ? firmware.AsString : null,
        Sensors = document["sensors"] is { IsArray: true } sensors
            ? [.. sensors.AsArray.Where(sensor => sensor.IsString).Select(sensor => sensor.AsString)]
            : [],
        // A device of an older version has none of these.
        Version = document["version"] is { IsInt64: true } version ? version.AsInt64 : 1,
        IsRenamed = document["renamed"] is { IsBoolean: true } renamed && renamed.AsBoolean,
        ReleasedAt = Time(document["released_at"]),
        RetiredAt = Time(document["retired_at"]),
        Capabilities = document["capabilities"] is { IsString: true } said
            ? JsonSerializer.Deserialize(said.AsString, Wire.Capabilities)
            : null,
    };

    private static BsonValue Time(long? unixMs) => unixMs is { } at ? at : BsonValue.Null;

    private static long? Time(BsonValue value) => value.IsInt64 ? value.AsInt64 : null;
}
