using PlantOps.Device.Core;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Portal;
using PlantOps.Device.Core.Portal.Opening;
using PlantOps.Device.Core.Watching;
using PlantOps.Device.Portal;

namespace PlantOps.Device.Starting;

/// <summary>
/// The portal's part of a start. The access point opens and closes with a restart only, and each of these restarts is
/// written down, so that it is not taken for a power cycle.
/// </summary>
internal sealed class PhoneSetup
{
    private readonly PlantDevice _device;
    private readonly DeviceEdges _edges;
    private readonly PortalEdges _portal;
    private readonly SoftAccessPoint _accessPoint;
    private readonly PowerCycles _cycles;

    public PhoneSetup(PlantDevice device, DeviceEdges edges, PortalEdges portal, SoftAccessPoint accessPoint, PowerCycles cycles)
    {
        _device = device;
        _edges = edges;
        _portal = portal;
        _accessPoint = accessPoint;
        _cycles = cycles;
    }

    /// <summary>Runs the portal where it is due; whether the device may go on measuring, rather than restart.</summary>
    public bool Run()
    {
        bool poweredOn = _device.RestartCause == RestartCauses.Power;
        bool asked = _cycles.Begin(poweredOn);
        bool enrolled = _device.IsEnrolled;
        _device.KeepWifi(_portal.Station);
        if (enrolled && !asked)
        {
            return !CloseLeftOpen(poweredOn);
        }

        _edges.Board.Log.Write(enrolled ? "asked for its portal" : "not enrolled");
        return !Open() && enrolled;
    }

    // Whether a restart is under way. Without a portal the device measures on as ever, where it can.
    private bool Open()
    {
        StatusLight light = _device.Light;
        light.Tell(LightState.SettingUp, true);
        SetupPortal portal = _device.NewPortal(_portal);
        AccessPointState state = new PortalSession(portal, _device, _edges).Run();
        light.Tell(LightState.SettingUp, false);
        if (state == AccessPointState.Open)
        {
            Restart(portal.IsDone ? RestartCauses.Settings : RestartCauses.Command);
            return true;
        }

        // One restart is enough: an access point that is not there after it would have the device restart for ever.
        if (state == AccessPointState.RestartNeeded && _device.RestartCause != RestartCauses.Settings && _cycles.Ask())
        {
            Restart(RestartCauses.Settings);
            return true;
        }

        _accessPoint.Close();
        return false;
    }

    // The power may have gone while the portal was open, and the access point comes with the power.
    private bool CloseLeftOpen(bool poweredOn)
    {
        bool wasOpen = SoftAccessPoint.IsConfigured;
        _accessPoint.Close();
        if (wasOpen && poweredOn)
        {
            Restart(RestartCauses.Command);
            return true;
        }

        return false;
    }

    private void Restart(string cause)
    {
        new RestartNote(_edges.Files).Write(cause);
        _edges.Board.Board.Restart();
    }
}
