using PlantOps.VirtualDevice.CommandLine;
using PlantOps.VirtualDevice.Faults;
using PlantOps.VirtualDevice.Flash;

namespace PlantOps.Device.Core.Tests.VirtualDevice;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("90", 90)]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("1.5h", 5400)]
    [InlineData("-1h", -3600)]
    [InlineData("3d", 259200)]
    public void Duration_Parse_IsSeconds(string text, double seconds) =>
        Assert.Equal(seconds, Durations.Parse(text)?.TotalSeconds);

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("1y")]
    [InlineData("1h30m")]
    [InlineData("1e9d")]
    public void Duration_NoTime_IsNull(string text) => Assert.Null(Durations.Parse(text));

    [Fact]
    public void Fault_WithAndWithoutTime_IsRead()
    {
        Assert.Equal(new Fault(FaultKind.SensorStuck, TimeSpan.FromMinutes(10)), Fault.Parse("sensor-stuck@10m"));
        Assert.Equal(new Fault(FaultKind.PowerCut, TimeSpan.Zero), Fault.Parse("power-cut"));
        Assert.Null(Fault.Parse("meteor"));
        Assert.Null(Fault.Parse("power-cut@soon"));
    }

    [Fact]
    public void Outage_TimeAndSpan_IsLossAndReturn() => Assert.Equal(
        [new Fault(FaultKind.WifiLost, TimeSpan.FromMinutes(10)), new Fault(FaultKind.WifiBack, TimeSpan.FromMinutes(70))],
        Fault.ParseOutage("10m+1h")!);

    [Theory]
    [InlineData("--outage", "10m")]
    [InlineData("--code", "01234-56789-ABCDE-FGHNM")]
    [InlineData("--power-cuts", "3")]
    [InlineData("--speed", "0")]
    [InlineData("--battery", "10s")]
    [InlineData("--duration", "soon")]
    [InlineData("--frobnicate", "1")]
    [InlineData("--gateway", "https://localhost:1", "--code", "01234-56789-ABCDE-FGHJK", "--sped", "2")]
    [InlineData("now")]
    public async Task Run_WrongUsage_Is2(params string[] args) => Assert.Equal(2, await VirtualDeviceCommand.Run(args));

    [Fact]
    public async Task Run_FlashInUse_IsRefusedUntilItIsLetGo()
    {
        using var directory = new TemporaryDirectory();
        using (var other = FlashLock.TryTake(directory.Path))
        {
            Assert.NotNull(other);
            Assert.Null(FlashLock.TryTake(directory.Path));
            Assert.Equal(1, await VirtualDeviceCommand.Run(["--data", directory.Path, "--duration", "1s"]));
            Assert.False(Directory.Exists(Path.Combine(directory.Path, "0001")));
        }

        using var again = FlashLock.TryTake(directory.Path);
        Assert.NotNull(again);
    }
}
