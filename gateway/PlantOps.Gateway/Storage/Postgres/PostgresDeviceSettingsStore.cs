using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Npgsql;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>
/// Settings by device, as the JSON that is also on the wire. Of each side the newer stays, and of the same version the one
/// that was there first: another gateway may know more than the one that saves.
/// </summary>
internal sealed class PostgresDeviceSettingsStore(PostgresDatabase database, UnreadableRecords unreadable) : IDeviceSettingsStore
{
    private const string Select = "SELECT device, desired, reported, reported_at FROM device_settings";
    private const int MaxSaid = 1000;
    private const long NothingDesired = -1;

    private static readonly DevicesJson Wire = DevicesJson.Default;

    public IReadOnlyCollection<KeptSettings> Load() =>
        [.. database.Read(LoadAll).OfType<KeptSettings>()];

    public ChangedItems<KeptSettings> Load(ReadMark? since) => database.Read(connection => ChangedRows.Read<KeptSettings>(
        connection, "device_settings", since,
        () => [.. LoadAll(connection).OfType<KeptSettings>()],
        keys => [.. connection.Query(Select + " WHERE device = ANY ($1)", Read, ChangedRows.Numbers(keys))
            .OfType<KeptSettings>()]));

    public bool TryChange(IReadOnlyCollection<DesiredChange> changes)
    {
        try
        {
            database.Commit(connection =>
            {
                foreach (var change in changes.OrderBy(change => change.Settings.Number))
                {
                    if (!TryChange(connection, change)) throw new UnexpectedVersionException();
                }
            });
            return true;
        }
        catch (UnexpectedVersionException)
        {
            return false;
        }
    }

    public void Save(IReadOnlyCollection<KeptSettings> settings) => database.Commit(connection =>
    {
        // In order: gateways that save at the same time wait for each other instead of blocking each other.
        foreach (var kept in settings.OrderBy(kept => kept.Number)) Write(connection, kept);
    });

    public static void Write(NpgsqlConnection connection, KeptSettings kept) => connection.Execute(
        """
        INSERT INTO device_settings AS s (device, desired, desired_version, reported, reported_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (device) DO UPDATE SET
          desired = CASE WHEN EXCLUDED.desired_version > s.desired_version THEN EXCLUDED.desired ELSE s.desired END,
          desired_version = greatest(EXCLUDED.desired_version, s.desired_version),
          reported = CASE WHEN EXCLUDED.reported_at >= s.reported_at THEN EXCLUDED.reported ELSE s.reported END,
          reported_at = greatest(EXCLUDED.reported_at, s.reported_at)
        """,
        Arguments(kept));

    private static bool TryChange(NpgsqlConnection connection, DesiredChange change) => connection.Execute(
        """
        INSERT INTO device_settings AS s (device, desired, desired_version, reported, reported_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (device) DO UPDATE SET desired = EXCLUDED.desired, desired_version = EXCLUDED.desired_version
        WHERE s.desired_version = $6
        """,
        [.. Arguments(change.Settings), change.Expected ?? NothingDesired]) == 1;

    private static Argument[] Arguments(KeptSettings kept) =>
    [
        kept.Number,
        kept.Desired is null ? null : JsonSerializer.Serialize(kept.Desired, Wire.DesiredSettings),
        kept.Desired?.Version ?? NothingDesired,
        kept.Reported is null ? null : JsonSerializer.Serialize(kept.Reported, Wire.ReportedSettings),
        PostgresTime.Of(kept.ReportedAt),
    ];

    private KeptSettings? Read(NpgsqlDataReader row) => Read(row, []);

    // Of very many devices most say the same: that is there once.
    private List<KeptSettings?> LoadAll(NpgsqlConnection connection)
    {
        var said = new Dictionary<string, ReportedSettings?>();
        return connection.Query(Select, row => Read(row, said));
    }

    private KeptSettings? Read(NpgsqlDataReader row, Dictionary<string, ReportedSettings?> said)
    {
        try
        {
            return new(row.GetInt32(0), Read(row, 1, Wire.DesiredSettings), Reported(row, said), row.UnixMs(3));
        }
        catch (JsonException exception)
        {
            unreadable.Report("device_settings", row.GetInt32(0).ToString(CultureInfo.InvariantCulture), exception.Message);
            return null;
        }
    }

    private static ReportedSettings? Reported(NpgsqlDataReader row, Dictionary<string, ReportedSettings?> said)
    {
        if (row.Text(2) is not { } json) return null;
        if (said.TryGetValue(json, out var known)) return known;
        if (said.Count == MaxSaid) said.Clear();
        return said[json] = JsonSerializer.Deserialize(json, Wire.ReportedSettings);
    }

    private static T? Read<T>(NpgsqlDataReader row, int column, JsonTypeInfo<T> type)
        where T : class =>
        row.Text(column) is { } json ? JsonSerializer.Deserialize(json, type) : null;

    /// <summary>Ends the transaction; nobody outside sees it.</summary>
    private sealed class UnexpectedVersionException : Exception;
}
