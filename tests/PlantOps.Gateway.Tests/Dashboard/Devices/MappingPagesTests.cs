using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Devices.Mapping;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Mapping;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Devices;

/// <summary>What a device sends beside what is read, on its page: kept as something, and not any more.</summary>
public sealed class MappingPagesTests : IAsyncLifetime
{
    private GatewayHost _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await GatewayHost.StartedAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Post_AFieldThatItAlsoSends_IsReadFromThenOn()
    {
        using var device = new BrokerClient(_gateway, "AA:BB");
        using var owner = _gateway.Browser();
        var path = $"/devices/{device.Device.Id}";
        await device.ConnectAsync();
        await device.PublishAsync(device.Topic("telemetry"), """{"temperature":21.5,"plot":{"vwc2":0.31}}""");
        var before = await owner.GetAsync(path);
        Assert.Contains("/plot/vwc2", before.Html, StringComparison.Ordinal);
        Assert.Contains("?field=%2Fplot%2Fvwc2#mapping", before.Html, StringComparison.Ordinal);
        Assert.Contains(
            "value=\"/plot/vwc2\"", (await owner.GetAsync(path + "?field=%2Fplot%2Fvwc2")).Html, StringComparison.Ordinal);

        var kept = await owner.PostAsync(
            path + "/mapping", ("field", "/plot/vwc2"), ("as", "soil_moisture"), ("channel", "2"), ("unit", ""),
            ("factor", "100,0"), ("offset", ""));
        await device.PublishAsync(device.Topic("telemetry"), """{"temperature":21.5,"plot":{"vwc2":0.32}}""");

        Assert.Equal((HttpStatusCode.SeeOther, path + "#mapping"), (kept.Status, kept.Location));
        var stream = StreamId.Of(device.Device.Number, 2);
        var reading = _gateway.Services.GetRequiredService<IReadingStore>().Latest(stream)!.Value;
        Assert.Equal(32, reading.Values[Metric.SoilMoisture], 3);
        var after = await owner.GetAsync(path);
        Assert.DoesNotContain("?field=", after.Html, StringComparison.Ordinal);
        Assert.Contains("× 100", WebUtility.HtmlDecode(after.Html), StringComparison.Ordinal);

        await owner.PostAsync(path + "/mapping/remove", ("field", "/plot/vwc2"));
        Assert.Empty(Mapping(device).Fields!);
        Assert.Equal(["device.map", "device.map"], Audited());
    }

    [Fact]
    public async Task Post_WhatIsWrong_IsSaidBesideItsFieldAndKept()
    {
        using var device = new BrokerClient(_gateway, "AA:BB");
        using var owner = _gateway.Browser();
        var path = $"/devices/{device.Device.Id}/mapping";

        var answer = await owner.PostAsync(
            path, ("field", "t<b>"), ("as", "temperature"), ("channel", "3"), ("unit", "furlong"), ("factor", "much"),
            ("offset", "1"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        foreach (var field in (string[])["field", "channel", "unit", "factor"])
            Assert.Contains($"id=\"f-mapping-{field}-problem\"", answer.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("f-mapping-offset-problem", answer.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"much\"", answer.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("t<b>", answer.Html, StringComparison.Ordinal);
        Assert.Null(Mapping(device).Fields);
        Assert.Empty(Audited());
    }

    [Fact]
    public async Task Post_APreset_KeepsOnesOwnFields()
    {
        using var device = new BrokerClient(_gateway, "AA:BB");
        using var owner = _gateway.Browser();
        var path = $"/devices/{device.Device.Id}/mapping";
        await owner.PostAsync(path, ("field", "/t"), ("as", "temperature"), ("unit", "F"));

        await owner.PostAsync(path + "/preset", ("preset", "tasmota"));
        await owner.PostAsync(path + "/preset", ("preset", "nobodys"));

        Assert.Equal(("tasmota", 1), (Mapping(device).Preset, Mapping(device).Fields!.Count));
        Assert.Contains("/*/Temperature", (await owner.GetAsync($"/devices/{device.Device.Id}")).Html, StringComparison.Ordinal);
        await owner.PostAsync(path + "/preset", ("preset", ""));
        Assert.Null(Mapping(device).Preset);
    }

    [Fact]
    public async Task Post_MoreFieldsThanADeviceMayHave_IsRefused()
    {
        using var device = new BrokerClient(_gateway, "AA:BB");
        using var owner = _gateway.Browser();
        var rules = Enumerable.Range(0, FieldMapping.MaxFields)
            .Select(i => new FieldRule { Pointer = $"/f{i}", As = "temperature" }).ToList();
        _gateway.Services.GetRequiredService<FieldMappings>().Put(device.Device, new FieldMapping { Fields = rules });

        var answer = await owner.PostAsync($"/devices/{device.Device.Id}/mapping", ("field", "/more"), ("as", "humidity"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("id=\"f-mapping-field-problem\"", answer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AValueOnATopicOfItsOwn_IsOfferedToBeKept()
    {
        using var device = new BrokerClient(_gateway, "AA:BB");
        using var owner = _gateway.Browser();
        using var viewer = _gateway.Browser("Ada", TokenRole.Viewer);
        await device.ConnectAsync();

        await device.PublishAsync(device.Topic("sensor/bed/state"), "21.5");

        var path = $"/devices/{device.Device.Id}";
        Assert.Contains("?field=%2Fsensor%2Fbed%2Fstate", (await owner.GetAsync(path)).Html, StringComparison.Ordinal);
        var seen = (await viewer.GetAsync(path)).Html;
        Assert.Contains("/sensor/bed/state", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("mapping", seen, StringComparison.Ordinal);
    }

    private FieldMapping Mapping(BrokerClient device) =>
        _gateway.Services.GetRequiredService<FieldMappings>().Of(device.Device);

    private string[] Audited() =>
        [.. _gateway.Services.GetRequiredService<AuditLog>().Read(null, 100).Select(entry => entry.What).Reverse()];
}
