using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PlantOps.Benchmarks.Load;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Fleets;

/// <summary>
/// Very many registered devices, each of which watches a plant, on one PostgreSQL. Not let in one by one: the rows are those that
/// a gateway writes, in bulk.
/// </summary>
internal sealed class ManyDevices : IAsyncDisposable
{
    /// <summary>How many of the plants have a species, and so thresholds.</summary>
    private const int WithSpecies = 1000;

    private ManyDevices(PostgresCluster cluster, int count) => (Cluster, Count) = (cluster, count);

    public PostgresCluster Cluster { get; }

    public int Count { get; }

    /// <summary>A cluster whose gateways know so many devices.</summary>
    public static async Task<ManyDevices> CreateAsync(int count)
    {
        var many = new ManyDevices(await PostgresCluster.StartAsync(), count);

        // Its first gateway makes the tables.
        await using (await many.StartGatewayAsync()) { }
        if (count > 0) await many.FillAsync();
        return many;
    }

    /// <summary>A gateway of the fleet with a data directory of its own.</summary>
    public Task<Gateway> StartGatewayAsync(params string[] settings) => Gateway.StartAsync(
        new DataDirectory(), [], ownsDirectory: true, Cluster.GatewayConnectionString, program: null, settings);

    public static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"plant-{number:00000000}");

    /// <summary>Who the device with a number is.</summary>
    public static ClientIdentity IdentityOf(int number) =>
        new(IdOf(number), $"devices/{IdOf(number)}/telemetry", IdOf(number), PasswordOf(number));

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();

    private static string PasswordOf(int number) => string.Create(CultureInfo.InvariantCulture, $"password-of-{number}");

    private async Task FillAsync()
    {
        // As the gateway keeps one: SHA-256 of the password.
        var example = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(PasswordOf(1))));
        await Cluster.ExecuteAsync(
            $$"""
            INSERT INTO devices (number, id, name, hardware_id, password_hash, interval_s, registered_at, model, firmware_version, sensors)
            SELECT n, 'plant-' || lpad(n::text, 8, '0'), 'Device ' || n, '24:6F:28:' || lpad(n::text, 8, '0'),
              sha256(('password-of-' || n)::bytea), 60, now() - interval '30 days', 'plantops-soil', '1.0.0', ARRAY['sht31', 'soil']
            FROM generate_series(1, {{Count}}) AS n;
            INSERT INTO presence SELECT n, now() - interval '1 hour' FROM generate_series(1, {{Count}}) AS n;
            INSERT INTO device_settings (device, desired, desired_version, reported, reported_at)
            SELECT n, NULL, -1, '{"version":0,"interval_s":60,"firmware_version":"1.0.0"}', now() - interval '1 hour'
            FROM generate_series(1, {{Count}}) AS n;
            INSERT INTO records (collection, id, version, body)
            SELECT 'plants', 'pl-' || lpad(n::text, 8, '0'), 1, jsonb_build_object(
              'id', 'pl-' || lpad(n::text, 8, '0'), 'name', 'Plant ' || n,
              'species', CASE WHEN n <= {{WithSpecies}} THEN 'monstera-deliciosa' END, 'place', 'House ' || n % 100, 'notes', NULL,
              'created_at', (extract(epoch FROM now()) * 1000)::bigint - 2592000000,
              'watches', jsonb_build_array(jsonb_build_object('device', n,
                'from', (extract(epoch FROM now()) * 1000)::bigint - 2592000000, 'to', NULL, 'soil_channel', 1)),
              'rules', '{}'::jsonb, 'muted_until', NULL, 'put_away_at', NULL, 'has_photo', false)
            FROM generate_series(1, {{Count}}) AS n;
            """,
            isGateways: true);
        await Cluster.ExecuteAsync("VACUUM ANALYZE", isGateways: true);
        var first =
            await Cluster.ExecuteAsync("SELECT encode(password_hash, 'hex') FROM devices WHERE number = 1", isGateways: true);
        if (!example.Equals((string)first!, StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException("Passwords are kept otherwise.");
    }
}
