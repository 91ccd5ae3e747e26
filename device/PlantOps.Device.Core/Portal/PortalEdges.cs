using PlantOps.Device.Core.Portal.Http;

namespace PlantOps.Device.Core.Portal;

/// <summary>What the portal touches beyond what every device does.</summary>
internal sealed class PortalEdges
{
    public PortalEdges(IAccessPoint accessPoint, IStation station, IListener listener)
    {
        AccessPoint = accessPoint;
        Station = station;
        Listener = listener;
    }

    public IAccessPoint AccessPoint { get; }

    public IStation Station { get; }

    public IListener Listener { get; }
}
