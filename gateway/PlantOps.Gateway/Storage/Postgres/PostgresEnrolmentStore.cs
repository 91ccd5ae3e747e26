using Npgsql;
using PlantOps.Gateway.Devices.Enrolment;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>Open enrolments, by the hash of their code's secret.</summary>
internal sealed class PostgresEnrolmentStore(PostgresDatabase database) : IEnrolmentStore
{
    private const string Select = "SELECT key, name, expires_at, device FROM enrolments";

    public IReadOnlyList<OpenEnrolment> Load() => database.Read(connection => connection.Query(Select, Read));

    public OpenEnrolment? Find(string key) => database.Read(connection =>
        connection.Query(Select + " WHERE key = $1", Read, key).SingleOrDefault());

    public void Add(OpenEnrolment enrolment, IReadOnlyCollection<string> expired) => database.Commit(connection =>
    {
        connection.Execute("DELETE FROM enrolments WHERE key = ANY ($1)", expired.ToArray());
        Write(connection, enrolment);
    });

    public static void Write(NpgsqlConnection connection, OpenEnrolment enrolment) => connection.Execute(
        "INSERT INTO enrolments (key, name, expires_at, device) VALUES ($1, $2, $3, $4)",
        enrolment.Key, enrolment.Name, PostgresTime.Of(enrolment.ExpiresAt), enrolment.Device);

    /// <summary>Uses one up within a transaction; <see langword="false"/> where somebody else did.</summary>
    public static bool Use(NpgsqlConnection connection, string key) =>
        connection.Execute("DELETE FROM enrolments WHERE key = $1", key) == 1;

    private static OpenEnrolment Read(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.UnixMs(2)) { Device = row.IsDBNull(3) ? null : row.GetInt32(3) };
}
