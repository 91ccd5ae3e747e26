using PlantOps.Device.Core.Sampling;
using PlantOps.Device.Core.Storage;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core;

/// <summary>Everything a device touches, each behind its interface.</summary>
internal sealed class DeviceEdges
{
    public DeviceEdges(IClock clock, IFileStore files, SensorSet sensors, NetworkEdges network, BoardEdges board)
    {
        Clock = clock;
        Files = files;
        Sensors = sensors;
        Network = network;
        Board = board;
    }

    public IClock Clock { get; }

    public IFileStore Files { get; }

    public SensorSet Sensors { get; }

    public NetworkEdges Network { get; }

    public BoardEdges Board { get; }
}
