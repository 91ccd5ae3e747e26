using PlantOps.Device.Core.Portal;
using PlantOps.Device.Core.Portal.Opening;
using PlantOps.Device.Portal;
using PlantOps.VirtualDevice.Network;

namespace PlantOps.VirtualDevice.Portal;

/// <summary>The portal of a virtual device. Starting the program is switching the device on.</summary>
internal sealed class PhoneSetup
{
    private readonly PoweredDevice _device;
    private readonly VirtualWifi _wifi;
    private readonly int _port;
    private readonly PowerCycles _cycles;

    public PhoneSetup(PoweredDevice device, VirtualWifi wifi, int port)
    {
        _device = device;
        _wifi = wifi;
        _port = port;
        _cycles = new PowerCycles(device.Flash, device.Clock);
        Opens = _cycles.Begin(poweredOn: true) || !device.Device.IsEnrolled;
    }

    /// <summary>Whether the portal opens in this start.</summary>
    public bool Opens { get; }

    /// <summary>Once the program has run for a while, it is no longer being switched on and off.</summary>
    public async Task Settle(CancellationToken cancellation)
    {
        for (var left = _cycles.Step(); left > 0 && !cancellation.IsCancellationRequested; left = _cycles.Step())
        {
            await Task.WhenAny(Task.Delay(left, cancellation));
        }
    }

    /// <summary>Runs the portal until it closes; <see langword="false"/> where its port is taken.</summary>
    public async Task<bool> Run(CancellationToken cancellation)
    {
        _wifi.IsUp = false;
        var edges = new PortalEdges(
            new LoopbackAccessPoint(_port), new VirtualStation(_wifi, _device.Clock),
            new SocketListener(LoopbackAccessPoint.Address, _port));
        var portal = _device.Device.NewPortal(edges);
        await using var stop = cancellation.Register(portal.Stop);
        var state = await Task.Run(new PortalSession(portal, _device.Board).Run, CancellationToken.None);
        _wifi.IsUp = true;
        return state == AccessPointState.Open;
    }
}
