using System.Text.Json;
using PlantOps.Gateway.Fleet;

namespace PlantOps.Gateway.Devices.Presence;

/// <summary>
/// Tells other gateways who is connected here, at once, and when each device was last heard of, every quarter of a minute at
/// most. Costs nothing on the way of a message: what has changed is looked for.
/// </summary>
internal sealed class PresenceSharing : IFleetSource, IDisposable
{
    public const string Name = "presence";

    /// <summary>Devices of one telling: what is more comes with the next, a fifth of a second later.</summary>
    private const int MaxAtOnce = 1000;

    private const long TellAgain = 15_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly DevicePresence _presence;
    private readonly GatewayFleet _fleet;
    private readonly ITimer? _timer;
    private int _isToLook;

    public PresenceSharing(DevicePresence presence, GatewayFleet fleet, TimeProvider time)
    {
        (_presence, _fleet) = (presence, fleet);
        if (!fleet.IsShared) return;
        presence.Changed += _ => Wake();
        fleet.Changed += () => presence.KeepConnected(fleet.IsLive);
        _timer = time.CreateTimer(_ => Wake(), null, Interval, Interval);
    }

    public event Action? Ready;

    public string Kind => Name;

    public IReadOnlyList<string> Take()
    {
        // To look through all costs some milliseconds where there are very many.
        if (Interlocked.Exchange(ref _isToLook, 0) == 0) return [];
        var some = _presence.Untold(TellAgain).Take(MaxAtOnce).Select(LineOf).ToList();
        if (some.Count == MaxAtOnce) Look();
        return some;
    }

    public void TellAll()
    {
        _presence.ForgetTold();
        Look();
    }

    public void Hear(FleetMessage message)
    {
        foreach (var line in message.Lines)
        {
            if (JsonSerializer.Deserialize(line, DevicesJson.Default.SharedPresence) is { } there)
                _presence.Elsewhere(there with { Gateway = message.From });
        }
    }

    public void Dispose() => _timer?.Dispose();

    private static string LineOf(SharedPresence presence) =>
        JsonSerializer.Serialize(presence, DevicesJson.Default.SharedPresence);

    private void Wake()
    {
        if (_fleet.HasOthers) Look();
    }

    private void Look()
    {
        Interlocked.Exchange(ref _isToLook, 1);
        Ready?.Invoke();
    }
}
