using System.Globalization;
using System.Net;
using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests;

/// <summary>The data directory lies on a small file system that fills up and is freed again.</summary>
public sealed class FullDiskTests
{
    private const int Megabytes = 24;

    [Fact]
    public async Task Publish_DiskFull_AcknowledgesNothingAndGoesOnWhenThereIsRoom()
    {
        await using var disk = await SmallDisk.MountedAsync(Megabytes);
        await using var gateway = new GatewayProcess(dataDirectory: disk.CreateFolder("data"));
        await gateway.StartAsync();
        await using var client = new DeviceClient(gateway, await Credentials.RegisterAsync(gateway, "full-disk"));
        using var api = await gateway.ApiAsync();
        await client.ConnectAsync();
        using var enough = new CancellationTokenSource();

        await disk.FillAsync();
        var publishing = client.PublishUntilAsync(4, enough.Token);
        var reason = await ReadyTurnsAsync(gateway, HttpStatusCode.ServiceUnavailable);
        var acknowledgedWhileFull = client.Acknowledged.Count;
        disk.Free();
        await ReadyTurnsAsync(gateway, HttpStatusCode.OK);
        await enough.CancelAsync();
        await publishing.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        Assert.Contains("store", reason, StringComparison.Ordinal);
        Assert.True(client.Acknowledged.Count > acknowledgedWhileFull);
        var stored = await api.IdentitiesAsync(client.DeviceId);
        Assert.All(client.Acknowledged, reading => Assert.Equal(1, stored[reading]));
        Assert.True(gateway.Output.Contains("not acknowledged", StringComparison.Ordinal), gateway.Output);
    }

    private static async Task<string> ReadyTurnsAsync(GatewayProcess gateway, HttpStatusCode status)
    {
        using var http = gateway.CreateHttps();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await beat.WaitForNextTickAsync(deadline.Token))
        {
            using var response = await http.GetAsync("/api/ready", deadline.Token);
            if (response.StatusCode == status) return await response.Content.ReadAsStringAsync(deadline.Token);
        }

        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"/api/ready never turned {status}."));
    }
}
