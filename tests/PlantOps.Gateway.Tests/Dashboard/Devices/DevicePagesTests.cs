using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Devices;

/// <summary>What pages of devices do, for whom, and what they answer to what is wrong.</summary>
public sealed partial class DevicePagesTests : IAsyncLifetime
{
    private const string Markup = "<b onclick=alert(1)>Sill</b>";

    private GatewayHost _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await GatewayHost.StartedAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Get_DevicesOfAViewer_HasNothingToPress()
    {
        using var device = new BrokerClient(_gateway, "AA:BB");
        using var viewer = SignedIn(TokenRole.Viewer);

        foreach (var path in (string[])["/devices", $"/devices/{device.Device.Id}"])
        {
            var page = await viewer.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain("/devices/new", page.Html, StringComparison.Ordinal);
            Assert.Equal(1, page.Html.Split("<button").Length - 1);
        }
    }

    [Fact]
    public async Task Post_ANewDevice_ShowsItsCodeInThisBrowserAndItsStepsInEach()
    {
        using var manager = SignedIn(TokenRole.DeviceManager);
        using var owner = SignedIn(TokenRole.Owner);

        var made = await manager.PostAsync("/devices/new", ("name", ""));

        Assert.Equal(HttpStatusCode.SeeOther, made.Status);
        var code = CodePattern().Match(
            (await manager.GetAsync(made.Location!)).Html.Replace("</span><wbr><span>", "", StringComparison.Ordinal)).Value;
        Assert.NotEmpty(code);
        Assert.Contains(code, (await manager.GetAsync(made.Location!)).Html.Replace("</span><wbr><span>", "",
            StringComparison.Ordinal), StringComparison.Ordinal);
        var others = await owner.GetAsync(made.Location!);
        Assert.DoesNotContain(code, others.Html.Replace("</span><wbr><span>", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Contains("data-tick=\"now\"", others.Html, StringComparison.Ordinal);
        Assert.Equal(["enrolment.create"], Audited());
    }

    [Fact]
    public async Task Get_ProgressThatHasNotChanged_IsNothingForHtmx()
    {
        using var manager = SignedIn(TokenRole.DeviceManager);
        var made = await manager.PostAsync("/devices/new", ("name", "Sill"));
        Assert.Equal(made.Location, (await manager.GetAsync(made.Location + "/progress?seen=1-0")).Location);
        manager.Headers("HX-Request", "true");

        Assert.Equal(HttpStatusCode.NoContent, (await manager.GetAsync(made.Location + "/progress?seen=1-0")).Status);
        Assert.Equal(HttpStatusCode.OK, (await manager.GetAsync(made.Location + "/progress?seen=0-0")).Status);
    }

    [Fact]
    public async Task Post_ANameThatCannotBe_IsRefusedAtItsFieldAndKept()
    {
        using var manager = SignedIn(TokenRole.DeviceManager);
        using var device = new BrokerClient(_gateway, "AA:BB");

        foreach (var path in (string[])["/devices/new", $"/devices/{device.Device.Id}/rename"])
        {
            var answer = await manager.PostAsync(path, ("name", "Si\u0007ll"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Contains("id=\"f-name-problem\"", answer.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Post_APlant_TakesOneOfThatNameOrMakesIt()
    {
        using var owner = SignedIn(TokenRole.Owner);
        using var device = new BrokerClient(_gateway, "AA:BB");
        var path = $"/devices/{device.Device.Id}/plant";

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await owner.PostAsync(path, ("plant", " "))).Status);
        var made = await owner.PostAsync(path, ("plant", Markup));
        var again = await owner.PostAsync(path, ("plant", Markup.ToUpperInvariant()));

        Assert.Equal(made.Location, again.Location);
        var plant = Assert.Single(_gateway.Services.GetRequiredService<PlantStore>().All).Value;
        Assert.Equal(device.Device.Number, plant.Watched?.Device);
        Assert.Equal(["plant.add", "plant.watch", "plant.watch"], Audited());
        Assert.DoesNotContain(Markup, (await owner.GetAsync("/devices")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Settings_SendsOnlyWhatDiffers()
    {
        using var manager = SignedIn(TokenRole.DeviceManager);
        using var device = new BrokerClient(_gateway, "AA:BB");
        var settings = _gateway.Services.GetRequiredService<SettingsRegistry>();
        var path = $"/devices/{device.Device.Id}/settings";

        var same = await manager.PostAsync(path, ("interval_s", "60"), ("soil_dry_raw", "2900"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, same.Status);
        Assert.Contains("Nothing differs", same.Html, StringComparison.Ordinal);
        Assert.Null(settings.Of(device.Device).Desired);
        Assert.Equal(HttpStatusCode.SeeOther,
            (await manager.PostAsync(path, ("interval_s", "300"), ("soil_dry_raw", "2900"), ("sleep", "true"))).Status);

        Assert.Equal(new DesiredSettings { Version = 1, IntervalS = 300, Sleep = true }, settings.Of(device.Device).Desired);
        Assert.Equal(["device.settings"], Audited());
    }

    [Theory]
    [InlineData("interval_s", "soon", "A whole number from 5 to 86400.")]
    [InlineData("interval_s", "4", "A whole number from 5 to 86400.")]
    [InlineData("soil_dry_raw", "1300", "Dry air must be at least 200 above water.")]
    [InlineData("led_dry_percent", "101", "A whole number from 0 to 100.")]
    public async Task Post_ASettingThatCannotBe_IsRefusedAtItsFieldAndKept(string field, string typed, string problem)
    {
        using var manager = SignedIn(TokenRole.DeviceManager);
        using var device = new BrokerClient(_gateway, "AA:BB");

        var answer = await manager.PostAsync($"/devices/{device.Device.Id}/settings", (field, typed));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains($"id=\"f-{field}-problem\">{problem}", answer.Html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{typed}\"", answer.Html, StringComparison.Ordinal);
        Assert.Null(_gateway.Services.GetRequiredService<SettingsRegistry>().Of(device.Device).Desired);
    }

    [Theory]
    [InlineData("release")]
    [InlineData("retire")]
    public async Task Post_WhatCannotBeUndone_NeedsTheName(string what)
    {
        using var manager = SignedIn(TokenRole.DeviceManager);
        using var device = new BrokerClient(_gateway, "AA:BB");
        var path = $"/devices/{device.Device.Id}/{what}";
        var devices = _gateway.Services.GetRequiredService<DeviceRegistry>();

        var refused = await manager.PostAsync(path, ($"confirm-{what}", "Ivy"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Null(devices.Find(device.Device.Id)!.ReleasedAt);
        Assert.Equal(HttpStatusCode.SeeOther, (await manager.PostAsync(path, ($"confirm-{what}", " fern "))).Status);

        Assert.NotNull(devices.Find(device.Device.Id)!.ReleasedAt);
        Assert.Equal([$"device.{what}"], Audited());
    }

    [Fact]
    public async Task Post_ACommand_SaysWhatBecameOfIt()
    {
        using var manager = SignedIn(TokenRole.DeviceManager);
        using var device = new BrokerClient(_gateway, "AA:BB");
        await device.ConnectAsync();
        await device.Mqtt.SubscribeAsync(device.Topic("commands"), cancellationToken: TestContext.Current.CancellationToken);
        device.Mqtt.ApplicationMessageReceivedAsync += async message =>
        {
            var id = IdPattern().Match(Encoding.UTF8.GetString(message.ApplicationMessage.Payload)).Groups[1].Value;
            await device.PublishAsync(device.Topic("commands/ack"),
                $$"""{"id":"{{id}}","result":"refused","reason":"{{Markup}}"}""");
        };

        var told = await manager.PostAsync($"/devices/{device.Device.Id}/commands", ("command", "identify"));
        var erase = await manager.PostAsync($"/devices/{device.Device.Id}/commands", ("command", "factory_reset"));

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.UnprocessableEntity), (told.Status, erase.Status));
        var page = await manager.GetAsync(told.Location!);
        Assert.Contains("Blink: refused, &lt;b", page.Html, StringComparison.Ordinal);
        Assert.Equal(["device.command"], Audited());
    }

    private string[] Audited() =>
        [.. _gateway.Services.GetRequiredService<AuditLog>().Read(null, 100).Select(entry => entry.What).Reverse()];

    private PageBrowser SignedIn(TokenRole role)
    {
        var browser = new PageBrowser(_gateway);
        var (_, secret) = _gateway.Services.GetRequiredService<SessionRegistry>().Begin("Ben", role, "Firefox");
        browser.Cookies.Add(new Cookie(SessionCookie.Name, secret, "/", "localhost") { Secure = true });
        return browser;
    }

    [GeneratedRegex("[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}")]
    private static partial Regex CodePattern();

    [GeneratedRegex("\"id\":\"([0-9a-f]+)\"")]
    private static partial Regex IdPattern();
}
