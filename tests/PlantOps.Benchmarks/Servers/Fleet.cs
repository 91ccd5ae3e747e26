using System.Net.Http.Json;
using System.Text.Json;
using PlantOps.Benchmarks.Load;

namespace PlantOps.Benchmarks.Servers;

/// <summary>
/// Devices let in once, in a data directory that each gateway gets a copy of: all start from the same state.
/// </summary>
internal sealed class Fleet : IDisposable
{
    private readonly DataDirectory _directory;
    private readonly IReadOnlyList<ClientIdentity> _devices;
    private readonly string? _database;
    private readonly string? _program;

    private Fleet(DataDirectory directory, IReadOnlyList<ClientIdentity> devices, string? database, string? program) =>
        (_directory, _devices, _database, _program) = (directory, devices, database, program);

    /// <param name="count">How many devices.</param>
    /// <param name="cluster">Where its gateways keep everything; <see langword="null"/> for their own file.</param>
    /// <param name="program">A build of the gateway; <see langword="null"/> for this checkout's.</param>
    public static async Task<Fleet> EnrolAsync(int count, PostgresCluster? cluster = null, string? program = null)
    {
        var directory = new DataDirectory();
        await using var gateway =
            await Gateway.StartAsync(directory, [], database: cluster?.GatewayConnectionString, program: program);
        using var api = await gateway.ApiAsync();
        var devices = new ClientIdentity[count];
        await Parallel.ForAsync(0, count, async (i, _) => devices[i] = await EnrolAsync(gateway, api, i));
        return new Fleet(directory, devices, cluster?.GatewayConnectionString, program);
    }

    public Task<DataDirectory> CopyDirectoryAsync() => _directory.CopyAsync();

    /// <summary>A gateway on a copy of its own, which goes with it.</summary>
    /// <param name="program">Another build than the one that let the devices in.</param>
    public async Task<Gateway> StartGatewayAsync(string? program = null) =>
        await Gateway.StartAsync(await _directory.CopyAsync(), _devices, ownsDirectory: true, _database, program ?? _program);

    /// <summary>A gateway on a copy that stays.</summary>
    public Task<Gateway> StartGatewayAsync(DataDirectory copy) =>
        Gateway.StartAsync(copy, _devices, database: _database, program: _program);

    public void Dispose() => _directory.Dispose();

    private static async Task<ClientIdentity> EnrolAsync(Gateway gateway, HttpClient api, int index)
    {
        var code = (await gateway.CommandAsync("device", "add", $"Plant {index}")).GetProperty("code").GetString();
        var request = new Dictionary<string, string?> { ["code"] = code, ["hardware_id"] = $"benchmark-{index:0000}" };
        using var answer = await api.PostAsJsonAsync("/api/devices/register", request);
        var credentials = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"Not registered: {credentials}");
        return new ClientIdentity(
            Text("device_id"), Text("telemetry_topic"), Text("mqtt_username"), Text("mqtt_password"));

        string Text(string name) => credentials.GetProperty(name).GetString()!;
    }
}
