using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Sampling;
using PlantOps.Device.Core.Sleeping;

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
    private readonly Sleeper _sleeper;
    private readonly DeviceRunSafety _safety;
    private bool _stopped;
    private bool _samplingStopped;

    public DeviceRun(Sampler sampler, Uplink uplink, UplinkParts parts, Sleeper sleeper, DeviceRunSafety safety)
    {
        _sampler = sampler;
        _uplink = uplink;
        _parts = parts;
        _sleeper = sleeper;
        _safety = safety;
    }

    /// <summary>Readings stored since this start.</summary>
    public long Stored => _sampler.Stored;

    /// <summary>Readings acknowledged since this start.</summary>
    public long Acknowledged => _parts.Publisher.Acknowledged;

    /// <summary>Readings that wait for their acknowledgement.</summary>
    public int Pending => _sampler.Buffer.Pending;

    /// <summary>Readings given up since the enrolment.</summary>
    public long Lost => _sampler.Buffer.Lost;

    /// <summary>Whether the device wants to restart; both loops end by themselves then.</summary>
    public bool RestartRequested => _parts.Instructions.Departure.IsDue;

    private bool IsLeaving => _stopped || RestartRequested || _sleeper.IsDue;

    /// <summary>Takes readings until <see cref="Stop"/> or until the device wants to restart or to sleep.</summary>
    public void RunSampling()
    {
        while (!IsLeaving && !_samplingStopped)
        {
            _safety.Watchdog.Progress(SamplingLoop);
            int wait = StepSampling();
            _sampler.Wake.Wait(wait < LongestWaitMs ? wait : LongestWaitMs);
        }

        _safety.Watchdog.Ended(SamplingLoop);
    }

    /// <summary>Takes a reading if it is time; returns the milliseconds until the next.</summary>
    public int StepSampling()
    {
        int wait = _sampler.Step();
        _parts.Inbox.Wake.Set();
        return wait;
    }

    /// <summary>Publishes until <see cref="Stop"/> or until the device wants to restart or to sleep.</summary>
    public void RunUplink()
    {
        _sleeper.Step(false, false);
        while (!IsLeaving)
        {
            _safety.Watchdog.Progress(UplinkLoop);
            int wait = _sleeper.WantsLink ? _uplink.Step() : LongestWaitMs;
            _sleeper.Step(_uplink.IsOnline, _parts.Instructions.IsBusy);
            if (!IsLeaving && wait > 0)
            {
                _parts.Inbox.Wake.Wait(wait < _sleeper.LookAgainMs ? wait : _sleeper.LookAgainMs);
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
        SayFarewell(patienceMs);
        Leave();
    }

    /// <summary>The first half of <see cref="Finish"/>: leaves the gateway in order.</summary>
    public void SayFarewell(int patienceMs) => _uplink.Close(patienceMs, _sleeper.BackInS);

    /// <summary>The second half of <see cref="Finish"/>: restarts or sleeps where that is why the loops ended.</summary>
    public void Leave()
    {
        if (RestartRequested)
        {
            _safety.Leave(_parts.Instructions.Departure);
        }
        else if (_sleeper.IsDue)
        {
            _safety.Board.DeepSleep(_sleeper.RemainingMs);
        }
    }
}
