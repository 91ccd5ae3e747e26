using System;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Portal;

/// <summary>
/// Takes readings into the buffer while the portal is open, on the thread that serves its pages: a phone that is slow can
/// delay one by some seconds, and none is left out for it. Nothing is published, because the radio is the portal's.
/// </summary>
internal sealed class MeasuringBeside
{
    private readonly IClock _clock;
    private readonly IEventLog _log;
    private DeviceRun? _run;
    private long _dueMs;

    public MeasuringBeside(DeviceRun run, IClock clock, IEventLog log)
    {
        _run = run;
        _clock = clock;
        _log = log;
    }

    /// <summary>Takes a reading if it is time.</summary>
    public void Step()
    {
        if (_run == null || _clock.UptimeMs < _dueMs)
        {
            return;
        }

        try
        {
            _dueMs = _clock.UptimeMs + _run.StepSampling();
        }
        catch (Exception e)
        {
            // A sensor that breaks measuring must not take the page away by which the device could be helped.
            _run = null;
            _log.Write(string.Concat("measuring beside the portal broke: ", e.Message));
        }
    }
}
