using System.Globalization;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Fleet;

/// <summary>
/// Machines in network namespaces around a router, which can be told to drop what goes between two of them. Neither end is told,
/// as when a cable is out. Making them takes root; the test is skipped without, and fails with CI=true.
/// </summary>
internal sealed class MachineNetwork : IAsyncDisposable
{
    private readonly string _id = Guid.NewGuid().ToString("N")[..6];
    private readonly string _net = string.Create(CultureInfo.InvariantCulture, $"10.213.{Random.Shared.Next(1, 255)}");
    private readonly List<string> _namespaces = [];
    private readonly Dictionary<string, Machine> _machines = [];

    private MachineNetwork()
    {
    }

    /// <summary>The test itself, as the others reach it.</summary>
    public Machine Here => new(_machines[string.Empty].Address);

    public Machine this[string name] => _machines[name];

    private string Router => Namespace("router");

    public static async Task<MachineNetwork> CreatedAsync(params IEnumerable<string> names)
    {
        var network = new MachineNetwork();
        try
        {
            await network.AddAsync(network.Router, "link set lo up");
            var forwards = await Finished.RunAsync(
                "ip", ["netns", "exec", network.Router, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"]);
            Component.Need(forwards.ExitCode == 0, "The right to forward packets");
            foreach (var name in names.Prepend(string.Empty)) await network.ConnectAsync(name);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>From now on nothing that one of these sends reaches the other.</summary>
    public Task CutAsync(Machine one, Machine other) => RulesAsync("add", one, other);

    public Task MendAsync(Machine one, Machine other) => RulesAsync("del", one, other);

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _namespaces) await Finished.RunAsync("ip", ["netns", "delete", name]);
    }

    private Task RulesAsync(string verb, Machine one, Machine other) => SetAsync(
        Router,
        $"rule {verb} pref 1 from {one.Address} to {other.Address} blackhole",
        $"rule {verb} pref 1 from {other.Address} to {one.Address} blackhole");

    private async Task ConnectAsync(string name)
    {
        var number = _machines.Count;
        var (router, machine) = ($"{_net}.{(4 * number) + 1}", $"{_net}.{(4 * number) + 2}");
        var (outer, inner) = ($"r{_id}{number}", $"m{_id}{number}");
        var space = name.Length == 0 ? null : Namespace(name);
        if (space is not null) await AddAsync(space, "link set lo up");
        _machines[name] = new Machine(machine, space);
        await SetAsync(
            Router, $"link add {outer} type veth peer name {inner} netns {space ?? $"{Environment.ProcessId}"}",
            $"addr add {router}/30 dev {outer}", $"link set {outer} up");
        await SetAsync(
            space, $"addr add {machine}/30 dev {inner}", $"link set {inner} up",
            $"route add {(space is null ? $"{_net}.0/24" : "default")} via {router}");
    }

    private async Task AddAsync(string name, string then)
    {
        var added = await Finished.RunAsync("ip", ["netns", "add", name]);
        Component.Need(added.ExitCode == 0, "The right to make network namespaces");
        _namespaces.Add(name);
        await SetAsync(name, then);
    }

    private static async Task SetAsync(string? space, params string[] lines)
    {
        string[] where = space is null ? [] : ["-n", space];
        var set = await Finished.RunAsync("ip", [.. where, "-batch", "-"], string.Join('\n', lines) + "\n");
        Assert.True(set.ExitCode == 0, set.Error + string.Join('\n', lines));
    }

    private string Namespace(string name) => $"plantops-{_id}-{name}";
}
