using PlantOps.Device.Core.Enrolment;
using PlantOps.Device.Core.Sampling;

namespace PlantOps.Device.Core.Tests;

/// <summary>Whole devices on a flash, with everything else a fake.</summary>
internal static class Devices
{
    public static PlantDevice On(MemoryFlash flash, TestBoard? board = null, FakeClock? clock = null, FakeLink? link = null)
    {
        board ??= new TestBoard();
        var network = new NetworkEdges(board, link ?? new FakeLink(), new FakeHttp(), board);
        var edges = new DeviceEdges(
            clock ?? new FakeClock(), flash, new SensorSet(board, board, board), network,
            new BoardEdges(board, board, board, board, new Random(1)));
        return new PlantDevice(edges, new DeviceProfile("hardware", "test", "0.1.0", ["dht22"]));
    }
}
