using System.Text.Json;
using Npgsql;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>Devices by number. Several gateways let devices in: what one of them has given away is taken.</summary>
internal sealed class PostgresDeviceStore(PostgresDatabase database) : IDeviceStore
{
    private const string Select =
        """
        SELECT number, id, name, hardware_id, password_hash, interval_s, registered_at, model, firmware_version, sensors,
          version, renamed, released_at, retired_at, capabilities
        FROM devices
        """;

    private const string Set =
        """
        UPDATE devices SET name = $3, hardware_id = $4, password_hash = $5, interval_s = $6, registered_at = $7, model = $8, firmware_version = $9,
          sensors = $10, version = $11, renamed = $12, released_at = $13, retired_at = $14,
          capabilities = $15
        WHERE number = $1 AND id = $2
        """;

    private static readonly DevicesJson Wire = DevicesJson.Default;

    public IReadOnlyList<Device> Load() => database.Read(LoadAll);

    public ChangedItems<Device> Load(ReadMark? since) => database.Read(connection => ChangedRows.Read(
        connection, "devices", since,
        () => LoadAll(connection),
        keys => connection.Query(Select + " WHERE number = ANY ($1) ORDER BY number", Read, ChangedRows.Numbers(keys))));

    public Admission Admit(Device device, string? usedEnrolment)
    {
        var admission = Admission.Done;
        database.Commit(connection => admission = AllOrNothing(connection, () => Admit(connection, device, usedEnrolment)));
        return admission;
    }

    public DeviceChange Change(IReadOnlyList<int> numbers, Func<Device, Device?> rule, string? usedEnrolment)
    {
        var changed = new List<Device>();
        var admission = Admission.Done;
        database.Commit(connection =>
        {
            changed.Clear();
            admission = AllOrNothing(connection, () => Change(connection, numbers, rule, usedEnrolment, changed));
        });
        return admission == Admission.Done ? new DeviceChange(admission, changed) : DeviceChange.Not(admission);
    }

    /// <summary>
    /// Writes one within a transaction; <see langword="false"/> where its number, id or hardware id is another's.
    /// </summary>
    /// <remarks>DO NOTHING waits for a gateway that is just taking one of them.</remarks>
    public static bool Write(NpgsqlConnection connection, Device device) =>
        connection.Execute(Set + " AND hardware_id = $4", Arguments(device)) == 1
        || connection.Execute(
            """
            INSERT INTO devices (number, id, name, hardware_id, password_hash, interval_s, registered_at, model, firmware_version, sensors,
              version, renamed, released_at, retired_at, capabilities)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO NOTHING
            """,
            Arguments(device)) == 1;

    private static Admission Admit(NpgsqlConnection connection, Device device, string? usedEnrolment)
    {
        if (usedEnrolment is not null && !PostgresEnrolmentStore.Use(connection, usedEnrolment)) return Admission.EnrolmentUsed;
        return Write(connection, device) ? Admission.Done : Admission.Taken;
    }

    private static Admission Change(
        NpgsqlConnection connection, IReadOnlyList<int> numbers, Func<Device, Device?> rule, string? usedEnrolment,
        List<Device> changed)
    {
        if (usedEnrolment is not null && !PostgresEnrolmentStore.Use(connection, usedEnrolment)) return Admission.EnrolmentUsed;
        // In order: gateways that change the same ones wait for each other instead of blocking each other.
        var found = connection.Query(Select + " WHERE number = ANY ($1) ORDER BY number FOR UPDATE", Read, numbers.ToArray())
            .ToDictionary(device => device.Number);
        foreach (var number in numbers)
        {
            if (found.GetValueOrDefault(number) is not { } current || rule(current) is not { } next) return Admission.Refused;
            next = next with { Version = current.Version + 1 };
            connection.Execute(Set, Arguments(next));
            changed.Add(next);
        }

        return Admission.Done;
    }

    private static Admission AllOrNothing(NpgsqlConnection connection, Func<Admission> work)
    {
        connection.Execute("SAVEPOINT before_admission");
        Admission admission;
        try
        {
            admission = work();
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // Another gateway has just let in the same hardware.
            admission = Admission.Taken;
        }

        if (admission != Admission.Done) connection.Execute("ROLLBACK TO SAVEPOINT before_admission");
        return admission;
    }

    private static Argument[] Arguments(Device device) =>
    [
        device.Number, device.Id, device.Name, device.HardwareId, device.PasswordHash, device.IntervalSeconds,
        PostgresTime.Of(device.RegisteredAt), device.Model, device.FirmwareVersion, device.Sensors.ToArray(), device.Version,
        device.IsRenamed, At(device.ReleasedAt), At(device.RetiredAt),
        device.Capabilities is { } said ? JsonSerializer.Serialize(said, Wire.Capabilities) : null, ];

    // What very many have in common is there once.
    private static List<Device> LoadAll(NpgsqlConnection connection)
    {
        var (texts, sensors) = (new Dictionary<string, string>(), new Dictionary<string, IReadOnlyList<string>>());
        return connection.Query(Select + " ORDER BY number", row =>
        {
            var device = Read(row);
            return device with
            {
                Model = One(device.Model), FirmwareVersion = One(device.FirmwareVersion), Sensors = Same(device.Sensors),
            };
        });

        string? One(string? text) => text is null ? null : texts.TryGetValue(text, out var known) ? known : texts[text] = text;

        IReadOnlyList<string> Same(IReadOnlyList<string> some)
        {
            var key = string.Join('\n', some);
            return sensors.TryGetValue(key, out var known) ? known : sensors[key] = some;
        }
    }

    private static DateTime? At(long? unixMs) => unixMs is { } at ? PostgresTime.Of(at) : null;

    private static Device Read(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetFieldValue<byte[]>(4), row.GetInt32(5),
        row.UnixMs(6))
    {
        Model = row.Text(7),
        FirmwareVersion = row.Text(8),
        Sensors = row.GetFieldValue<string[]>(9),
        Version = row.GetInt64(10),
        IsRenamed = row.GetBoolean(11),
        ReleasedAt = row.IsDBNull(12) ? null : row.UnixMs(12),
        RetiredAt = row.IsDBNull(13) ? null : row.UnixMs(13),
        Capabilities = row.Text(14) is { } said ? JsonSerializer.Deserialize(said, Wire.Capabilities) : null,
    };
}
