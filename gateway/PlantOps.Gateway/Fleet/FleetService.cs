using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Health;

namespace PlantOps.Gateway.Fleet;

/// <summary>Has this gateway's lease go on, and sees who else is there. Only where others may be.</summary>
internal sealed partial class FleetService(
    IFleetStore store, GatewayFleet fleet, GatewayIdentity identity, FleetSignal signal, IEnumerable<FleetFact> facts,
    IOptions<EndpointOptions> endpoints, Supervisor supervisor, ILogger<FleetService> logger)
    : SignalledService(signal, GatewayFleet.Renewal, supervisor, logger)
{
    private const int RunBytes = 8;

    private readonly string _run = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RunBytes));
    private readonly List<FleetFact> _facts = [.. facts];
    private HashSet<string> _known = [];

    public override string Component => "fleet";

    protected override string Title => "This gateway's lease";

    public override string? Problem() =>
        base.Problem() ?? (fleet.IsLeased ? null : "This gateway's lease is over: plants and history are left to others.");

    protected override Task Begin(CancellationToken stopping)
    {
        Join();
        return Task.CompletedTask;
    }

    protected override Task Run(CancellationToken stopping)
    {
        if (!TryRenew())
        {
            identity.Renew();
            Join();
        }

        return Task.CompletedTask;
    }

    protected override Task Finish(CancellationToken deadline)
    {
        store.Leave(Self());
        return Task.CompletedTask;
    }

    private void Join()
    {
        store.Join(Self(), GatewayFleet.Lease);
        TryRenew();
    }

    private bool TryRenew()
    {
        var askedAt = Time.GetTimestamp();
        if (store.Renew(Self(), GatewayFleet.Lease) is not { } members) return false;
        fleet.Took(members, askedAt, GatewayFleet.Lease);
        var live = members.Where(member => member.IsLive && member.Id != identity.Id).ToList();
        foreach (var one in live.Where(member => !_known.Contains(member.Run))) Log.Came(Logger, one.Name, one.Id, one.Version);
        var runs = live.Select(member => member.Run).ToHashSet();
        foreach (var gone in _known.Where(run => !runs.Contains(run)))
            Log.Gone(Logger, members.FirstOrDefault(member => member.Run == gone)?.Name ?? "Another gateway");
        _known = runs;
        return true;
    }

    private FleetMember Self() => new(identity.Id, _run, Environment.MachineName, HealthApi.Version, Address())
    {
        Facts = _facts.ToDictionary(fact => fact.Name, fact => fact.Read()),
    };

    private string Address()
    {
        var options = endpoints.Value;
        return $"https://{LanAddress.Of(options.Listen) ?? options.Host}:{options.HttpsPort}";
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2072, Level = LogLevel.Information, Message =
            "Gateway {Name} ({Id}, version {Version}) uses this database too")]
        public static partial void Came(ILogger logger, string name, string id, string version);

        [LoggerMessage(EventId = 2073, Level = LogLevel.Information, Message = "{Name} does not use this database any more")]
        public static partial void Gone(ILogger logger, string name);
    }
}

/// <summary>A gateway has come or gone.</summary>
internal sealed class FleetSignal : WorkSignal;
