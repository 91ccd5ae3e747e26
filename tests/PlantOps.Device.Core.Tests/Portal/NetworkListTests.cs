using CsCheck;
using PlantOps.Device.Core.Portal;

namespace PlantOps.Device.Core.Tests.Portal;

public sealed class NetworkListTests
{
    [Fact]
    public void Of_SameNameTwice_IsOnceWithTheStrongerSignal()
    {
        var list = NetworkList.Of([new("Mesh", -80), new("Garden", -70), new("Mesh", -40), new("Mesh", -90), new("", -10)]);
        Assert.Equal(["Mesh -40", "Garden -70"], list.Select(network => $"{network.Ssid} {network.Rssi}"));
    }

    [Fact]
    public void Of_AnyScan_IsWhatSortingWouldGive() => Gen.Select(Gen.Int[0, 20], Gen.Int[-99, -20]).Array[0, 60].Sample(scan =>
    {
        var expected = scan.GroupBy(one => one.Item1).Select(group => group.Max(one => one.Item2)).OrderDescending()
            .Take(NetworkList.Max);
        var list = NetworkList.Of([.. scan.Select(one => new WifiNetwork($"n{one.Item1}", one.Item2))]);
        Assert.Equal(expected, list.Select(network => network.Rssi));
        Assert.Equal(list.Length, list.Select(network => network.Ssid).Distinct().Count());
    });
}
