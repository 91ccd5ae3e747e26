using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Fleet;

/// <summary>What can happen to a fleet. When one of these is over, each part runs again; it may not yet see the others.</summary>
/// <param name="fleet">To which it happens.</param>
/// <param name="random">Chooses which part, and for how long.</param>
/// <param name="longest">How long a part is away at most; RabbitMQ notices after some 15 s that a node is cut off.</param>
/// <param name="older">An older build of the gateway; without it none is upgraded.</param>
internal sealed class FleetEvents(MachineFleet fleet, Random random, TimeSpan longest, string? older)
{
    private const int ShortestMs = 2_000;

    private readonly Queue<Func<Task<string>>> _next = [];

    /// <summary>For how long the part of the last event was away by intention.</summary>
    public TimeSpan Away { get; private set; }

    /// <summary>Has something happen; each kind once before any comes again.</summary>
    /// <returns>What it was.</returns>
    public Task<string> NextAsync()
    {
        if (_next.Count == 0)
        {
            List<Func<Task<string>>> kinds =
            [
                KillNodeAsync, KillGatewayAsync, KillDatabaseAsync, CutGatewayFromDatabaseAsync, CutGatewayFromNodesAsync,
                CutNodeFromNodesAsync, RestartGatewaysAsync, RestartNodesAsync,
            ];
            if (older is not null) kinds.Add(UpgradeGatewaysAsync);
            var order = kinds.ToArray();
            random.Shuffle(order);
            foreach (var kind in order) _next.Enqueue(kind);
        }

        Away = TimeSpan.Zero;
        return _next.Dequeue()();
    }

    private async Task<string> KillNodeAsync()
    {
        var node = Any(fleet.Cluster.Nodes);
        await node.KillAsync();
        await PauseAsync();
        node.Start();
        await node.ReadyAsync();
        return "kill a node";
    }

    private async Task<string> KillGatewayAsync()
    {
        var gateway = Any(fleet.Gateways);
        await gateway.KillAsync();
        await PauseAsync();
        await fleet.StartAsync(gateway);
        return "kill a gateway";
    }

    private async Task<string> KillDatabaseAsync()
    {
        fleet.Database.Kill();
        await PauseAsync();
        fleet.Database.Start();
        return "kill the database";
    }

    private async Task<string> CutGatewayFromDatabaseAsync()
    {
        await CutAsync(Any(fleet.GatewayMachines), [fleet.DatabaseMachine]);
        return "cut a gateway off the database";
    }

    private async Task<string> CutGatewayFromNodesAsync()
    {
        await CutAsync(Any(fleet.GatewayMachines), [.. fleet.Cluster.Nodes.Select(node => node.Machine)]);
        return "cut a gateway off all nodes";
    }

    private async Task<string> CutNodeFromNodesAsync()
    {
        var node = Any(fleet.Cluster.Nodes);
        await CutAsync(node.Machine, [.. fleet.Cluster.Nodes.Where(one => one != node).Select(one => one.Machine)]);
        return "cut a node off the others";
    }

    private async Task<string> RestartGatewaysAsync()
    {
        foreach (var gateway in fleet.Gateways) await RestartAsync(gateway);
        return "restart each gateway";
    }

    private async Task<string> RestartNodesAsync()
    {
        foreach (var node in fleet.Cluster.Nodes)
        {
            await node.StopAsync();
            node.Start();
            await node.ReadyAsync();
            await fleet.Cluster.CompleteAsync();
        }

        return "restart each node";
    }

    private async Task<string> UpgradeGatewaysAsync()
    {
        var current = fleet.Gateways[0].Program;
        foreach (var gateway in fleet.Gateways)
        {
            gateway.Program = older!;
            await RestartAsync(gateway);
        }

        foreach (var gateway in fleet.Gateways)
        {
            gateway.Program = current;
            await RestartAsync(gateway);
        }

        return "upgrade each gateway";
    }

    private async Task RestartAsync(GatewayProcess gateway)
    {
        Assert.Equal(0, await gateway.StopAsync());
        await fleet.StartAsync(gateway);
    }

    private async Task CutAsync(Machine machine, Machine[] others)
    {
        foreach (var other in others) await fleet.Network.CutAsync(machine, other);
        await PauseAsync();
        foreach (var other in others) await fleet.Network.MendAsync(machine, other);
    }

    private T Any<T>(IReadOnlyList<T> parts) => parts[random.Next(parts.Count)];

    // What is broken stays so for a while: that is the event, and nothing is waited for.
    private async Task PauseAsync()
    {
        Away = TimeSpan.FromMilliseconds(random.Next(ShortestMs, (int)longest.TotalMilliseconds));
        using var timer = new PeriodicTimer(Away);
        await timer.WaitForNextTickAsync();
    }
}
