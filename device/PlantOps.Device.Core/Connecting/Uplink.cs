using PlantOps.Contracts.Topics;
using PlantOps.Device.Core.Buffering;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Connecting;

/// <summary>Everything between the buffer and the gateway, one step at a time, on one thread.</summary>
internal sealed class Uplink
{
    private const int FlushPeriodMs = 10 * 60000;

    private readonly UplinkParts _parts;
    private readonly IMqttLink _link;
    private readonly IClock _clock;
    private readonly ReadingBuffer _buffer;
    private readonly UplinkIdentity _identity;
    private long _flushDueMs = FlushPeriodMs;
    private bool _greeted;

    public Uplink(UplinkParts parts, IMqttLink link, IClock clock, ReadingBuffer buffer, UplinkIdentity identity)
    {
        _parts = parts;
        _link = link;
        _clock = clock;
        _buffer = buffer;
        _identity = identity;
        link.Attach(parts.Inbox);
    }

    /// <summary>Whether the gateway has heard of this connection.</summary>
    public bool IsOnline => _greeted && _link.IsConnected;

    /// <summary>Does what is due; returns the milliseconds until something is due again, if nothing happens before.</summary>
    public int Step()
    {
        Acknowledge(-1);
        FlushWhenDue();
        int wait = _parts.Connector.Step();
        if (_parts.Connector.IsNew || wait > 0)
        {
            Forget();
        }

        if (wait > 0)
        {
            return wait;
        }

        if (_parts.Connector.IsNew && !Greet())
        {
            _parts.Connector.Drop("it takes no subscription");
            return 0;
        }

        return Exchange();
    }

    /// <summary>
    /// Leaves the gateway in order, waiting at most this long for what is under way, and writes down what got through.
    /// </summary>
    /// <param name="patienceMs">How long.</param>
    /// <param name="backInS">Seconds until the device comes back by itself; 0 where nobody knows.</param>
    public void Close(int patienceMs, int backInS)
    {
        if (_greeted && _link.IsConnected)
        {
            int last = _parts.Presence.Leave(backInS);
            long deadline = _clock.UptimeMs + patienceMs;
            while (!Acknowledge(last) && _link.IsConnected && _clock.UptimeMs < deadline)
            {
                _parts.Inbox.Wake.Wait(patienceMs / 10);
            }
        }

        _link.Close();
        Forget();
        _buffer.Flush();
    }

    private int Exchange()
    {
        _parts.Instructions.Step();
        _parts.Publisher.Pump();
        int heartbeat = _parts.Presence.Step(_identity);
        int deadline = _parts.Publisher.MsToDeadline();
        if (deadline <= 0)
        {
            _parts.Connector.Drop("an acknowledgement is overdue");
            return 0;
        }

        int resend = _parts.Publisher.MsToResend();
        int soonest = heartbeat < deadline ? heartbeat : deadline;
        soonest = resend < soonest ? resend : soonest;
        return _parts.Instructions.IsBusy && soonest > 1000 ? 1000 : soonest;
    }

    // Said anew with every connection: the broker may have forgotten the device, or be another one.
    private bool Greet()
    {
        string[] topics = new string[_parts.Publisher.WaitsForStored ? 3 : 2];
        topics[0] = DeviceTopic.Format(_identity.DeviceId, TopicKind.Desired);
        topics[1] = DeviceTopic.Format(_identity.DeviceId, TopicKind.Commands);
        if (topics.Length > 2)
        {
            topics[2] = DeviceTopic.Format(_identity.DeviceId, TopicKind.Stored);
        }

        _greeted = _link.Subscribe(topics);
        if (_greeted)
        {
            _parts.Presence.Announce();
            _parts.Instructions.Report();
        }

        return _greeted;
    }

    // Takes every acknowledgement that has arrived; whether the awaited one was among them.
    private bool Acknowledge(int awaited)
    {
        bool found = false;
        for (int id = _parts.Inbox.TakeDelivered(); id >= 0; id = _parts.Inbox.TakeDelivered())
        {
            found |= id == awaited;
            if (!_parts.Publisher.Acknowledge(id))
            {
                _parts.Instructions.Delivered(id);
            }
        }

        for (byte[]? notice = _parts.Inbox.TakeStored(); notice != null; notice = _parts.Inbox.TakeStored())
        {
            _parts.Publisher.Stored(notice);
        }

        return found;
    }

    private void Forget()
    {
        if (_greeted)
        {
            _greeted = false;
            _parts.Publisher.Reset();
            _parts.Inbox.Clear();
        }
    }

    private void FlushWhenDue()
    {
        if (_clock.UptimeMs >= _flushDueMs)
        {
            _flushDueMs = _clock.UptimeMs + FlushPeriodMs;
            _buffer.Flush();
        }
    }
}
