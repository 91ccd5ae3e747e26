using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Fleet;

/// <summary>
/// Sends what is to be told to other gateways, outside of any other transaction: what waits for an answer at once, the rest
/// together, five times a second at most, because the database sends one notice after another.
/// </summary>
internal sealed class FleetCourier(
    IFleetWire wire, GatewayFleet fleet, FleetMessages messages, FleetMetrics metrics, Supervisor supervisor,
    ILogger<FleetCourier> logger)
    : SupervisedService(supervisor, logger)
{
    /// <summary>What comes within this time is sent together.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromMilliseconds(200);

    private readonly WorkSignal _some = new();
    private readonly WorkSignal _urgent = new();
    private IReadOnlyList<string> _unsent = [];
    private long _sent;

    /// <summary>Notices that were sent since the start.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    public override string Component => "fleet_messages";

    protected override string Title => "Telling other gateways";

    protected override Task Begin(CancellationToken stopping)
    {
        messages.Waiting += Wake;
        metrics.Observe(fleet, messages, () => Sent);
        return Task.CompletedTask;
    }

    protected override async Task Work(CancellationToken stopping)
    {
        var urgent = _urgent.Wait(stopping).AsTask();
        while (await _some.Wait(stopping))
        {
            // Whatever is first; nothing is lost where both are.
            var sent = Time.GetTimestamp();
            await Guard(Title, _ =>
            {
                Send();
                return Task.CompletedTask;
            });
            var rest = Together - Time.GetElapsedTime(sent);
            if (rest > TimeSpan.Zero) await Task.WhenAny(urgent, Task.Delay(rest, Time, stopping));
            stopping.ThrowIfCancellationRequested();
            if (urgent.IsCompleted) urgent = _urgent.Wait(stopping).AsTask();
        }
    }

    protected override Task Finish(CancellationToken deadline)
    {
        messages.Waiting -= Wake;
        Send();
        return Task.CompletedTask;
    }

    private void Wake(bool atOnce)
    {
        if (atOnce) _urgent.Wake();
        _some.Wake();
    }

    private void Send()
    {
        // What could not be sent goes first, as it was: only then more is put together.
        if (_unsent.Count == 0) _unsent = [.. FleetNotice.Pack(fleet.Id, messages.Take())];
        if (_unsent.Count == 0) return;
        try
        {
            wire.Send(_unsent);
            Interlocked.Add(ref _sent, _unsent.Count);
            _unsent = [];
        }
        catch
        {
            _some.Wake();
            throw;
        }
    }
}

/// <summary>Hears what other gateways tell, and passes it on.</summary>
internal sealed class FleetListener : SupervisedService
{
    private readonly IFleetWire _wire;
    private readonly GatewayFleet _fleet;
    private readonly FleetMessages _messages;
    private readonly ILookup<string, FleetTopic> _topics;

    public FleetListener(
        IFleetWire wire, GatewayFleet fleet, FleetMessages messages, IEnumerable<FleetTopic> topics, Supervisor supervisor,
        ILogger<FleetListener> logger)
        : base(supervisor, logger)
    {
        (_wire, _fleet, _messages) = (wire, fleet, messages);
        _topics = topics.ToLookup(topic => topic.Kind);
    }

    public override string Component => "fleet_notices";

    protected override string Title => "Hearing other gateways";

    protected override Task Work(CancellationToken stopping) => 
        _wire.HearAsync(() => Guard(Title, _messages.Listening), Hear, stopping);

    private void Hear(string notice)
    {
        if (FleetNotice.Read(notice, _fleet.Id) is not { } message) return;
        if (message.Kind == FleetMessages.Again) Guard(Title, _messages.TellAll);
        foreach (var topic in _topics[message.Kind]) Guard(topic.Title, () => topic.Hear(message));
    }
}
