using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Buffering;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Sampling;

namespace PlantOps.Device.Core;

/// <summary>
/// A device that measures and publishes. It has two loops, each for a thread of its own, so that a connection that
/// hangs never delays a reading. Whoever runs them calls <see cref="Supervise"/> meanwhile, and <see cref="Finish"/>
/// once both have ended.
/// </summary>
internal sealed class DeviceRun
{
    // No loop waits longer than this at once, so that the watchdog hears of it.
    private const int LongestWaitMs = 30 * 1000;
    private const int SamplingLoop = 0;
    private const int UplinkLoop = 1;

    private readonly Sampler _sampler;
    private readonly Uplink _uplink;
    private readonly UplinkParts _parts;
    private readonly ReadingBuffer _buffer;
    private readonly DeviceRunSafety _safety;
    private bool _stopped;
    private bool _samplingStopped;

    public DeviceRun(Sampler sampler, Uplink uplink, UplinkParts parts, ReadingBuffer buffer, DeviceRunSafety safety)
    {
        _sampler = sampler;
        _uplink = uplink;
        _parts = parts;
        _buffer = buffer;
        _safety = safety;
    }

    /// <summary>Readings stored since this start.</summary>
    public long Stored => _sampler.Stored;

    /// <summary>Readings acknowledged since this start.</summary>
    public long Acknowledged => _parts.Publisher.Acknowledged;

    /// <summary>Readings that wait for their acknowledgement.</summary>
    public int Pending => _buffer.Pending;

    /// <summary>Readings given up since the enrolment.</summary>
    public long Lost => _buffer.Lost;

    /// <summary>Whether the device wants to restart; both loops end by themselves then.</summary>
    public bool RestartRequested => _parts.Instructions.Departure.IsDue;

    /// <summary>Takes readings until <see cref="Stop"/> or until the device wants to restart or to sleep.</summary>
    public void RunSampling()
    {
        while (!_stopped && !_samplingStopped && !RestartRequested)
        {
            _safety.Watchdog.Progress(SamplingLoop);
            int wait = _sampler.Step();
            _parts.Inbox.Wake.Set();
            _sampler.Wake.Wait(wait < LongestWaitMs ? wait : LongestWaitMs);
        }

        _safety.Watchdog.Ended(SamplingLoop);
    }

    /// <summary>Publishes until <see cref="Stop"/> or until the device wants to restart or to sleep.</summary>
    public void RunUplink()
    {
        while (!_stopped && !RestartRequested)
        {
            _safety.Watchdog.Progress(UplinkLoop);
            int wait = _uplink.Step();
            if (!_stopped && wait > 0)
            {
                _parts.Inbox.Wake.Wait(wait < LongestWaitMs ? wait : LongestWaitMs);
            }
        }

        _safety.Watchdog.Ended(UplinkLoop);
        _sampler.Wake.Set();
    }

    /// <summary>
    /// Feeds the hardware watchdog while both loops make progress; where one hangs the device restarts, and the next
    /// start knows why. Called on a third thread, every few seconds. Returns whether all is well.
    /// </summary>
    public bool Supervise()
    {
        int hanging = _safety.Watchdog.Hanging();
        if (hanging < 0)
        {
            _safety.Board.FeedWatchdog();
            return true;
        }

        _safety.Log.Write(hanging == SamplingLoop ? "measuring hangs; restarting" : "the connection hangs; restarting");
        _safety.Restart(RestartCauses.Watchdog);
        return false;
    }

    /// <summary>Ends sampling soon; what is buffered still goes out.</summary>
    public void StopSampling()
    {
        _samplingStopped = true;
        _sampler.Wake.Set();
    }

    /// <summary>Ends both loops soon.</summary>
    public void Stop()
    {
        _stopped = true;
        _sampler.Wake.Set();
        _parts.Inbox.Wake.Set();
    }

    /// <summary>
    /// After both loops have ended: leaves the gateway in order, and then restarts or sleeps where that is why they
    /// ended. Does not return on hardware in those cases.
    /// </summary>
    public void Finish(int patienceMs)
    {
        _uplink.Close(patienceMs);
        if (RestartRequested)
        {
            _safety.Leave(_parts.Instructions.Departure);
        }
    }
}
