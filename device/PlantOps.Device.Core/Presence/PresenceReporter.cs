using PlantOps.Contracts.Presence;
using PlantOps.Contracts.Topics;
using PlantOps.Device.Core.Buffering;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Presence;

/// <summary>Says that the device is there, and every minute how it is.</summary>
internal sealed class PresenceReporter
{
    private const int PeriodMs = 60000;

    private readonly Outbox _outbox;
    private readonly IClock _clock;
    private readonly INetwork _network;
    private readonly IDeviceHealth _health;
    private readonly ReadingBuffer _buffer;
    private readonly Heartbeat _heartbeat = new Heartbeat();
    private long _dueMs;

    public PresenceReporter(Outbox outbox, IClock clock, INetwork network, IDeviceHealth health, ReadingBuffer buffer)
    {
        _outbox = outbox;
        _clock = clock;
        _network = network;
        _health = health;
        _buffer = buffer;
    }

    /// <summary>The device has come online.</summary>
    public void Announce()
    {
        Say(DeviceStatus.Online, 0);
        _dueMs = _clock.UptimeMs;
    }

    /// <summary>
    /// The device goes away on purpose; nobody else would say so, because no last will is sent then. Returns the
    /// message's id.
    /// </summary>
    /// <param name="backInS">Seconds until it comes back by itself; 0 where nobody knows.</param>
    public int Leave(int backInS) => Say(DeviceStatus.Offline, backInS);

    /// <summary>Sends a heartbeat if it is time; returns the milliseconds until the next.</summary>
    public int Step(UplinkIdentity identity)
    {
        if (_clock.UptimeMs >= _dueMs)
        {
            _dueMs = _clock.UptimeMs + PeriodMs;
            Fill(identity);
            _heartbeat.Write(_outbox.Begin(false));
            _outbox.SendUnconfirmed(TopicKind.Heartbeat);
        }

        return (int)(_dueMs - _clock.UptimeMs);
    }

    private int Say(string state, int backInS)
    {
        DeviceStatus.Write(_outbox.Begin(false), state, backInS);
        return _outbox.Send(TopicKind.Status, true);
    }

    private void Fill(UplinkIdentity identity)
    {
        _heartbeat.TimestampMs = _clock.UnixMs;
        _heartbeat.UptimeS = _clock.UptimeMs / 1000;
        _heartbeat.Rssi = _network.Rssi;
        _heartbeat.Boot = identity.Boot;
        _heartbeat.FreeHeap = _health.FreeHeap;
        _heartbeat.LowHeap = _health.LowHeap;
        _heartbeat.Buffered = _buffer.Pending;
        _heartbeat.Lost = _buffer.Lost;
        _heartbeat.RestartCause = identity.RestartCause;
        _heartbeat.FirmwareVersion = identity.FirmwareVersion;
    }
}
