using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.App;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Storage.Damage;

/// <summary>A gateway that is started while its disk is full.</summary>
public sealed class FullDiskStartTests
{
    private const int Megabytes = 6;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_DiskFull_GivesWhatIsThereAndStoresOnceThereIsRoom()
    {
        using var disk = new SmallDisk(Megabytes);
        var data = Path.Combine(disk.Path, "data");
        await using (var before = await GatewayHost.StartedAsync(dataDirectory: data))
        {
            before.Services.GetRequiredService<IReadingStore>().Append(TestReadings.Group(1, TestReadings.Minutes(100)));
        }

        var ca = await File.ReadAllBytesAsync(Path.Combine(data, "certs", "ca.crt"), Token);
        disk.Fill();

        await using var gateway = await GatewayHost.StartedAsync(dataDirectory: data);

        var readings = gateway.Services.GetRequiredService<IReadingStore>();
        Assert.Equal(100, readings.Read(1, 0, long.MaxValue, int.MaxValue).Count);
        Assert.Throws<StoreUnavailableException>(
            () => readings.Append(TestReadings.Group(1, TestReadings.Minutes(1000, boot: 2))));
        Assert.Equal(ca, await File.ReadAllBytesAsync(Path.Combine(data, "certs", "ca.crt"), Token));
        disk.Free();
        Assert.Equal(1000, readings.Append(TestReadings.Group(1, TestReadings.Minutes(1000, boot: 2))).Stored);
    }

    [Fact]
    public async Task Start_DiskFullAndTheCopyOfTheCaGone_StartsAllTheSame()
    {
        using var disk = new SmallDisk(Megabytes);
        var data = Path.Combine(disk.Path, "data");
        await using (await GatewayHost.StartedAsync(dataDirectory: data))
        {
            // Makes what the next start finds.
        }

        var copy = Path.Combine(data, "certs", "ca.crt");
        File.Delete(copy);
        disk.Fill();

        await using var gateway = await GatewayHost.StartedAsync(dataDirectory: data);

        using var client = gateway.Http();
        using var answer = await client.GetAsync("/ca.crt", Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(File.Exists(copy));
        Assert.False(File.Exists(copy + ".new"));
    }

    [Fact]
    public async Task Start_TheFirstOnAFullDisk_SaysSoInALineAndWorksOnceThereIsRoom()
    {
        using var disk = new SmallDisk(Megabytes);
        var data = Path.Combine(disk.Path, "data");
        disk.Fill();

        var refused = await Assert.ThrowsAnyAsync<IOException>(() => GatewayHost.StartedAsync(dataDirectory: data));

        var line = Assert.Single(StartFailure.Explain(refused, endpoints: null));
        Assert.Contains(data, line, StringComparison.Ordinal);
        Assert.Contains("No space left", line, StringComparison.Ordinal);
        disk.Free();
        await using var gateway = await GatewayHost.StartedAsync(dataDirectory: data);
        Assert.Equal(1,
            gateway.Services.GetRequiredService<IReadingStore>().Append(TestReadings.Group(1, TestReadings.Minutes(1))).Stored);
    }
}
