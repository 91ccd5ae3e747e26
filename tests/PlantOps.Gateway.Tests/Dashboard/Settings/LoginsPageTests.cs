using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices.Logins;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Settings;

/// <summary>Logins for the broker on their page.</summary>
public sealed class LoginsPageTests : IAsyncLifetime
{
    private const string Path = "/settings/logins";

    private GatewayHost _gateway = null!;

    private MqttLogins Logins => _gateway.Services.GetRequiredService<MqttLogins>();

    public async ValueTask InitializeAsync() => _gateway = await GatewayHost.StartedAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Post_ABridge_ShowsItsPasswordOnceAndItsDevicesCanBeChanged()
    {
        using var fern = new BrokerClient(_gateway, "AA:BB");
        using var ivy = new BrokerClient(_gateway, "CC:DD");
        using var owner = _gateway.Browser();

        var made = await owner.PostAsync(
            Path, ("name", "Node-RED"), ("kind", "bridge"), ($"device.{fern.Device.Id}", "true"));

        var login = Assert.Single(Logins.All);
        Assert.Equal([fern.Device.Id], login.Devices);
        Assert.Contains($"<code>{login.Id}</code>", made.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, made.Status);
        Assert.DoesNotContain("<pre", (await owner.GetAsync(Path)).Html, StringComparison.Ordinal);

        await owner.PostAsync($"{Path}/{login.Id}/devices", ($"device.{ivy.Device.Id}", "true"));
        Assert.Equal([ivy.Device.Id], Logins.Find(login.Id)!.Devices);
        await owner.PostAsync($"{Path}/{login.Id}/remove");
        Assert.Empty(Logins.All);
    }

    [Fact]
    public async Task Post_WithoutAName_IsRefusedAtItsFieldAndKept()
    {
        using var owner = _gateway.Browser();

        var answer = await owner.PostAsync(Path, ("name", " "), ("kind", "reader"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("id=\"f-name-problem\"", answer.Html, StringComparison.Ordinal);
        Assert.Empty(Logins.All);
    }

    [Fact]
    public async Task Get_ByWhoIsNoOwner_IsForbidden()
    {
        using var manager = _gateway.Browser("Ben", TokenRole.DeviceManager);

        Assert.Equal(HttpStatusCode.Forbidden, (await manager.GetAsync(Path)).Status);
    }
}
