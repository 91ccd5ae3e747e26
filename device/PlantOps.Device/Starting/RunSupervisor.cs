using System;
using System.Threading;
using PlantOps.Device.Core;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Starting;

/// <summary>Runs a device's two loops on a thread each and looks after them on a third, which is the caller's.</summary>
internal sealed class RunSupervisor
{
    /// <summary>How much longer than its patience leaving may take before it counts as hanging, milliseconds.</summary>
    public const int HangMs = 30000;

    // Often enough for the button.
    private const int PeriodMs = 250;

    private readonly DeviceRun _run;
    private readonly IClock _clock;
    private readonly CrashBackoff _crashes;
    private readonly PortalButton _portal;
    private readonly IEventLog _log;
    private readonly ISignal _wake;
    private readonly object _gate = new object();
    private Exception? _failure;
    private int _running;

    public RunSupervisor(DeviceRun run, IClock clock, CrashBackoff crashes, PortalButton portal, IEventLog log)
    {
        _run = run;
        _clock = clock;
        _crashes = crashes;
        _portal = portal;
        _log = log;
        _wake = clock.NewSignal();
    }

    /// <summary>
    /// Runs until both loops have ended, and then leaves the gateway in order. Throws what ended a loop; the other one
    /// is told to end and may still be at it. Whether it ended because the portal was asked for.
    /// </summary>
    public bool Run(int farewellMs)
    {
        _running = 2;
        new Thread(Sample).Start();
        new Thread(Publish).Start();
        long survivedMs = _clock.UptimeMs + CrashBackoff.SurvivedMs;
        bool survived = false;
        bool asked = false;
        while (IsRunning())
        {
            _wake.Wait(PeriodMs);
            _run.Supervise();
            if (_portal.Step())
            {
                asked = true;
                _run.Stop();
            }

            if (!survived && _clock.UptimeMs >= survivedMs)
            {
                survived = true;
                _crashes.Survived();
            }
        }

        Leave(farewellMs);
        return asked;
    }

    // Nobody looks after this any more; a farewell that hangs or fails must not keep the device from what it was told.
    private void Leave(int farewellMs)
    {
        try
        {
            if (!Deadline.Meets(() => _run.SayFarewell(farewellMs), farewellMs + HangMs))
            {
                _log.Write("the farewell hangs");
            }
        }
        catch (Exception e)
        {
            // Said now: on hardware what follows does not return.
            _log.Write(string.Concat("the farewell failed: ", CrashText.Of(e)));
        }

        if (!Deadline.Meets(_run.Leave, HangMs))
        {
            throw new InvalidOperationException("leaving hangs");
        }
    }

    private bool IsRunning()
    {
        lock (_gate)
        {
            if (_failure != null)
            {
                _run.Stop();
                throw new InvalidOperationException("a loop ended", _failure);
            }

            return _running > 0;
        }
    }

    private void Sample() => Guard(_run.RunSampling);

    private void Publish() => Guard(_run.RunUplink);

    // An exception that nobody catches ends a thread of the device in silence, and the device lives on without it.
    private void Guard(Action loop)
    {
        Exception? failure = null;
        try
        {
            loop();
        }
        catch (Exception e)
        {
            failure = e;
        }

        lock (_gate)
        {
            _running--;
            _failure = _failure ?? failure;
        }

        _wake.Set();
    }
}
