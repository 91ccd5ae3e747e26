using System.Text;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Events;

/// <summary>
/// Passes events between gateways while anybody listens at another one. Events of devices are not passed: each gateway knows
/// of all devices and makes them itself. What cannot be passed is a reset, as after any gap.
/// </summary>
internal sealed class EventRelay : IEventRelay
{
    public const string WantedName = "listening";
    public const string EventName = "event";

    /// <summary>How long another gateway's word that somebody listens counts.</summary>
    private static readonly TimeSpan Wanted = TimeSpan.FromSeconds(60);

    private const string ResetName = "reset";
    private const char Between = ' ';

    private readonly LiveEvents _events;
    private readonly FleetMessages _messages;
    private readonly GatewayFleet _fleet;
    private readonly TimeProvider _time;
    private long _wantedAt;
    private bool _isLacking;

    public EventRelay(LiveEvents events, FleetMessages messages, GatewayFleet fleet, TimeProvider time)
    {
        (_events, _messages, _fleet, _time) = (events, messages, fleet, time);
        if (fleet.IsShared) events.Relay = this;
    }

    /// <summary>Somebody began to listen, and other gateways may not have known it for a moment.</summary>
    public event Action? Began;

    public bool IsWanted =>
        _fleet.HasOthers && Volatile.Read(ref _wantedAt) is var at and not 0 && _time.GetElapsedTime(at) < Wanted;

    public void Pass(LiveEventType type, string text)
    {
        if (type == LiveEventType.Device) return;
        var line = $"{LiveEventTypes.Name(type)}{Between}{text}";
        if (Encoding.UTF8.GetByteCount(line) > FleetMessages.MaxLine) line = ResetName;

        // Where too much waits this one is lost, and the next that is not says so.
        if (_isLacking) _messages.Send(EventName, ResetName);
        _isLacking = !_messages.Send(EventName, line);
    }

    public void Listening(bool isFirst)
    {
        if (!isFirst || !_fleet.HasOthers) return;
        Tell();
        Began?.Invoke();
    }

    /// <summary>Tells the others that somebody listens here.</summary>
    public void Tell()
    {
        if (_fleet.HasOthers) _messages.Send(WantedName, string.Empty, atOnce: true);
    }

    public void HearWanted(FleetMessage message) => Volatile.Write(ref _wantedAt, _time.GetTimestamp());

    public void HearEvents(FleetMessage message)
    {
        foreach (var line in message.Lines)
        {
            var end = line.IndexOf(Between, StringComparison.Ordinal);
            var type = end < 0 ? LiveEventType.None : LiveEventTypes.Find(line[..end]);
            if (end < 0) _events.Reset();
            else if (type != LiveEventType.None) _events.Publish(type, line[(end + 1)..]);
        }
    }
}

/// <summary>
/// Says now and then that somebody listens here. Who has just begun gets a reset once all others surely know it, and so does
/// everybody after notices may have been missed. Only where there may be other gateways.
/// </summary>
internal sealed class EventRelaying(
    EventRelay relay, LiveEvents events, FleetMessages messages, GatewayFleet fleet, Supervisor supervisor,
    ILogger<EventRelaying> logger)
    : SupervisedService(supervisor, logger)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>By then every other gateway has heard that somebody listens.</summary>
    private static readonly TimeSpan Known = TimeSpan.FromSeconds(1);

    private readonly WorkSignal _began = new();

    public override string Component => "event_relay";

    protected override string Title => "Events of other gateways";

    protected override Task Begin(CancellationToken stopping)
    {
        relay.Began += _began.Wake;
        messages.Missed += OnMissed;
        fleet.Changed += OnChanged;
        return Task.CompletedTask;
    }

    protected override Task Work(CancellationToken stopping) =>
        Task.WhenAll(ResetThoseWhoBegan(stopping), SayWhoListens(stopping));

    protected override Task Finish(CancellationToken deadline)
    {
        relay.Began -= _began.Wake;
        messages.Missed -= OnMissed;
        fleet.Changed -= OnChanged;
        return Task.CompletedTask;
    }

    private async Task ResetThoseWhoBegan(CancellationToken stopping)
    {
        while (await _began.Wait(stopping))
        {
            await Task.Delay(Known, Time, stopping);
            events.Reset();
        }
    }

    private async Task SayWhoListens(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval, Time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            if (events.IsWanted) relay.Tell();
        }
    }

    private void OnMissed()
    {
        if (!events.IsWanted) return;
        relay.Tell();
        events.Reset();
    }

    // A gateway that has come does not know yet who listens here.
    private void OnChanged()
    {
        if (events.IsWanted && fleet.HasOthers) relay.Listening(isFirst: true);
    }
}
