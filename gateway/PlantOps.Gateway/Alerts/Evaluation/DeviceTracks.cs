using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Devices.Presence;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>A rule about what the plant's device says of itself.</summary>
internal abstract class DeviceTrack(AlertRule rule) : RuleTrack(rule)
{
    public abstract void OnHeartbeat(DeviceHeartbeat heartbeat, List<Outcome> outcomes);
}

/// <summary>The Wi-Fi signal, in dBm, or the battery, in percent, below the rule's thresholds.</summary>
internal sealed class WeakTrack(AlertRule rule, Func<DeviceHeartbeat, double?> valueOf) : DeviceTrack(rule)
{
    public override void OnHeartbeat(DeviceHeartbeat heartbeat, List<Outcome> outcomes)
    {
        if (valueOf(heartbeat) is not { } value) return;
        KnownAt = heartbeat.ReceivedAt;
        Apply(
            value < Rule.Warning + (IsWarning ? Rule.Hysteresis : 0),
            value < Rule.Critical + (IsCritical ? Rule.Hysteresis : 0),
            new Moment(heartbeat.ReceivedAt, value, Fresh: true),
            outcomes);
    }
}

/// <summary>Readings that the device's buffer had to give up since the last heartbeat that was heard.</summary>
internal sealed class LostReadingsTrack(AlertRule rule) : DeviceTrack(rule)
{
    private double _lost = double.NaN;

    public override void OnHeartbeat(DeviceHeartbeat heartbeat, List<Outcome> outcomes)
    {
        if (heartbeat.Lost is not { } lost) return;
        KnownAt = heartbeat.ReceivedAt;

        // The count begins anew with the device.
        var more = lost < _lost ? lost : lost - _lost;
        _lost = lost;
        Apply(more > 0, false, new Moment(heartbeat.ReceivedAt, more, Fresh: true), outcomes);
    }

    protected override IReadOnlyList<double> Memory() => double.IsNaN(_lost) ? [] : [_lost];

    protected override bool TryRemember(IReadOnlyList<double> memory)
    {
        if (memory.Count != 1) return false;
        _lost = memory[0];
        return true;
    }
}
