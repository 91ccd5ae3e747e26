using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Devices;

/// <summary>A device's page changes while it is open.</summary>
public sealed class DeviceLiveTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Listen_WhileADeviceComesMeasuresAndGoes_ShowsEachInItsPlace()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var device = new BrokerClient(gateway, "AA:BB");
        using var other = new BrokerClient(gateway, "CC:DD");
        using var ben = gateway.Browser("Ben");
        var answer = await ben.GetAsync($"/devices/{device.Device.Id}/live");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        using var page = new StreamReader(await answer.Response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        await SeeAsync(page, "event: beat");

        await device.ConnectAsync();
        await SeeAsync(page, "hx-target=\"#now\" hx-swap=\"outerMorph\"");
        await other.ConnectAsync();
        await other.PublishAsync(other.Topic("telemetry"), """{"temperature":33.5}""");
        await device.PublishAsync(device.Topic("telemetry"), """{"temperature":21.5,"soil_moisture":40}""");
        var seen = await SeeAsync(page, "21.5");
        Assert.DoesNotContain("33.5", seen, StringComparison.Ordinal);
        gateway.Services.GetRequiredService<DeviceRegistry>().Change(device.Device, current => current.Released(1));
        await SeeAsync(page, "elease");
    }

    [Fact]
    public async Task Get_ADevicesPage_LeadsToItsStream()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var device = new BrokerClient(gateway, "AA:BB");
        using var ben = gateway.Browser("Ben");

        var page = await ben.GetAsync($"/devices/{device.Device.Id}");

        Assert.Contains($"hx-sse:connect=\"/devices/{device.Device.Id}/live\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("id=\"now\"", page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ben.GetAsync("/devices/nothing/live")).Status);
    }

    // What was sent until then.
    private static async Task<string> SeeAsync(StreamReader page, string text)
    {
        var seen = string.Empty;
        while (await page.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience) is { } line)
        {
            seen += line + "\n";
            if (line.Contains(text, StringComparison.Ordinal)) return seen;
        }

        Assert.Fail($"The stream ended before \u201c{text}\u201d.");
        return seen;
    }
}
