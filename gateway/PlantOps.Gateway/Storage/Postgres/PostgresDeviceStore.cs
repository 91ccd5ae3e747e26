using Npgsql;
using PlantOps.Gateway.Devices;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>Devices by number. Several gateways let devices in: what one of them has given away is taken.</summary>
internal sealed class PostgresDeviceStore(PostgresDatabase database) : IDeviceStore
{
    public IReadOnlyList<Device> Load() => database.Read(connection => connection.Query(
        """
        SELECT number, id, name, hardware_id, password_hash, interval_s, registered_at, model, firmware_version, sensors
        FROM devices ORDER BY number
        """,
        Read));

    public Admission Admit(Device device, string? usedEnrolment)
    {
        var admission = Admission.Done;
        database.Commit(connection => admission = Admit(connection, device, usedEnrolment));
        return admission;
    }

    // Nothing is written unless everything is: what is refused is refused by the first statement, or rolled back.
    private static Admission Admit(NpgsqlConnection connection, Device device, string? usedEnrolment)
    {
        connection.Execute("SAVEPOINT before_admission");
        if (usedEnrolment is not null && !PostgresEnrolmentStore.Use(connection, usedEnrolment)) return Admission.EnrolmentUsed;
        if (Write(connection, device)) return Admission.Done;
        connection.Execute("ROLLBACK TO SAVEPOINT before_admission");
        return Admission.Taken;
    }

    /// <summary>Writes one within a transaction; <see langword="false"/> where its number, id or hardware id is another's.</summary>
    /// <remarks>DO NOTHING waits for a gateway that is just taking one of them.</remarks>
    public static bool Write(NpgsqlConnection connection, Device device) =>
        connection.Execute(
            """
            UPDATE devices SET name = $3, password_hash = $5, interval_s = $6, registered_at = $7, model = $8, firmware_version = $9, sensors = $10
            WHERE number = $1 AND id = $2 AND hardware_id = $4
            """,
            Arguments(device)) == 1
        || connection.Execute(
            """
            INSERT INTO devices (number, id, name, hardware_id, password_hash, interval_s, registered_at, model, firmware_version, sensors)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING
            """,
            Arguments(device)) == 1;

    private static Argument[] Arguments(Device device) =>
    [
        device.Number, device.Id, device.Name, device.HardwareId, device.PasswordHash, device.IntervalSeconds, PostgresTime.Of(device.RegisteredAt),
        device.Model, device.FirmwareVersion, device.Sensors.ToArray(),
    ];

    private static Device Read(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetFieldValue<byte[]>(4), row.GetInt32(5), row.UnixMs(6))
    {
        Model = row.Text(7),
        FirmwareVersion = row.Text(8),
        Sensors = row.GetFieldValue<string[]>(9),
    };
}
