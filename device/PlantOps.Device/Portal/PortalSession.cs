using System;
using System.Threading;
using PlantOps.Device.Core;
using PlantOps.Device.Core.Portal;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Portal;

/// <summary>
/// Runs a portal: its pages on the caller's thread, its checks on another. A device that is set up goes on measuring into
/// its buffer meanwhile.
/// </summary>
internal sealed class PortalSession
{
    // What is being checked ends within its own deadlines: 30 s for the network and 40 s for the gateway.
    private const int LongestCheckMs = 75000;

    private readonly SetupPortal _portal;
    private readonly IEventLog _log;
    private readonly PlantDevice? _device;
    private readonly IClock? _clock;

    /// <summary>A session in which somebody else measures, or nobody.</summary>
    public PortalSession(SetupPortal portal, IEventLog log)
    {
        _portal = portal;
        _log = log;
    }

    /// <summary>A session in which the device measures where it can.</summary>
    public PortalSession(SetupPortal portal, PlantDevice device, DeviceEdges edges)
        : this(portal, edges.Board.Log)
    {
        _device = device;
        _clock = edges.Clock;
    }

    /// <summary>
    /// Opens the portal and runs it until it is over. Returns at once where it does not open; otherwise the device is
    /// to restart, whether or not it was set up, because the access point closes with the next start only.
    /// </summary>
    public AccessPointState Run()
    {
        AccessPointState state = _portal.Open();
        if (state != AccessPointState.Open)
        {
            _log.Write(state == AccessPointState.Failed ? "the portal could not be opened" : "the portal opens after a restart");
            return state;
        }

        _log.Write(string.Concat("the portal is open: ", _portal.Whereabouts));
        Measure();
        Thread checking = new Thread(Check);
        checking.Start();
        _portal.RunServing();
        checking.Join(LongestCheckMs);
        _log.Write(_portal.IsDone ? "set up by its portal" : "the portal has closed; nothing was changed");
        return state;
    }

    // Only now that it is open: where it does not open the device begins to measure as ever.
    private void Measure()
    {
        if (_device == null || _clock == null || !_device.IsEnrolled)
        {
            return;
        }

        DeviceRun? run = _device.Start(new RunDeadlines());
        if (run == null)
        {
            _log.Write("the flash does not take the number of this start; nothing is measured beside the portal");
            return;
        }

        _portal.Beside = new MeasuringBeside(run, _clock, _log);
    }

    // An exception that nobody catches ends a thread of the device in silence, and the page would wait for ever.
    private void Check()
    {
        try
        {
            _portal.RunChecking();
        }
        catch (Exception e)
        {
            _log.Write(string.Concat("the portal broke: ", e.Message));
            _portal.Stop();
        }
    }
}
