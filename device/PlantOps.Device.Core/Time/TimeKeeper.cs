using System;
using PlantOps.Device.Core.Connecting;

namespace PlantOps.Device.Core.Time;

/// <summary>
/// Keeps the clock right: at first from the gateway, because without a time there is no TLS, then from the network's
/// time servers where one can be reached and from the gateway where none can. It touches nothing but the clock; a
/// reading is known by its boot and sequence, so a clock that jumps moves no reading and doubles none.
/// </summary>
internal sealed class TimeKeeper
{
    // A crystal of 20 ppm drifts by half a second in six hours.
    private const long RefreshMs = 6 * 60 * 60 * 1000;

    // A clock that is only not quite fresh can wait.
    private const long RetryMs = 60 * 60 * 1000;

    // So many failed connections in a row may mean that the clock is wrong and every certificate seems invalid.
    private const int DoubtAfter = 3;

    private readonly TimeSource _gateway;
    private readonly ITimeServer _server;
    private readonly IClock _clock;
    private readonly IEventLog _log;
    private readonly Backoff _backoff;
    private long _dueMs;
    private int _failed;

    public TimeKeeper(TimeSource gateway, ITimeServer server, IClock clock, IEventLog log, Random random)
    {
        _gateway = gateway;
        _server = server;
        _clock = clock;
        _log = log;
        _backoff = new Backoff(5000, 5 * 60000, random);
    }

    /// <summary>Sets the clock if it is time; waits for one answer of each at most.</summary>
    /// <param name="gateway">The gateway's address.</param>
    public void Step(string gateway)
    {
        bool unknown = _clock.UnixMs == 0;
        if (_clock.UptimeMs < _dueMs)
        {
            return;
        }

        if (unknown ? AskGateway(gateway) || AskServer() : AskServer() || AskGateway(gateway))
        {
            _backoff.Reset();
            _dueMs = _clock.UptimeMs + RefreshMs;
        }
        else
        {
            _dueMs = _clock.UptimeMs + (unknown ? _backoff.NextMs() : RetryMs);
        }
    }

    /// <summary>A connection was made: the clock is right enough for it.</summary>
    public void Proved() => _failed = 0;

    /// <summary>
    /// No connection was made. After a few of these the gateway is asked for the time, whatever the clock says.
    /// </summary>
    public void Doubt(string gateway)
    {
        if (++_failed % DoubtAfter == 0)
        {
            AskGateway(gateway);
        }
    }

    private bool AskGateway(string gateway) => Said(_gateway.TrySet(gateway), "the gateway");

    private bool AskServer() => Said(_server.TryUpdate(), "a time server");

    private bool Said(bool set, string who)
    {
        if (set)
        {
            _log.Write(string.Concat("clock set from ", who));
        }

        return set;
    }
}
