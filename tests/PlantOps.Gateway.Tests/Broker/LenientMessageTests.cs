using System.Globalization;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Formatter;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Contracts;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Inputs;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker;

/// <summary>What anybody's device publishes, over a real connection: nothing that is acknowledged is thrown away.</summary>
public sealed class LenientMessageTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private GatewayHost _gateway = null!;
    private BrokerClient _device = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayHost.StartedAsync(_time);
        _device = new BrokerClient(_gateway, "AA:BB");
        await _device.ConnectAsync(MqttProtocolVersion.V311, options => options.WithNoKeepAlive());
    }

    public async ValueTask DisposeAsync()
    {
        _device.Dispose();
        await _gateway.DisposeAsync();
    }

    [Theory]
    [InlineData("nan")]
    [InlineData("\"unavailable\"")]
    public async Task Publish_OneFailedSensor_StoresTheOthers(string value)
    {
        await SendAsync($$"""{"temperature":{{value}},"humidity":{{value}},"soil_moisture":41.5,"light_level":800}""");

        var reading = Assert.Single(Readings());
        Assert.Equal((41.5, 800), (reading.Values[Metric.SoilMoisture], reading.Values[Metric.LightLevel]));
        Assert.Equal(Quality.Missing, reading.Qualities[Metric.Temperature]);
        Assert.Equal(Quality.Missing, reading.Qualities[Metric.Humidity]);
        Assert.Empty(SetAside());
    }

    [Fact]
    public async Task Publish_ABatchLargerThanTheLimits_StoresAllOfIt()
    {
        var readings = Enumerable.Range(0, 2001).Select(i =>
            $$"""{"seq":{{i}},"age_ms":{{(2001 - i) * 60_000}},"temperature":21.5,"humidity":{{(i == 500 ? "\"nan\"" : "48")}}}""");
        var payload = $$"""{"boot":1,"readings":[{{string.Join(',', readings)}}]}""";
        Assert.InRange(payload.Length, Limits.MaxTelemetryBytes, Limits.MaxPacketBytes);

        await SendAsync(payload);

        Assert.Equal(2001, Readings().Count);
        Assert.Empty(SetAside());
    }

    [Fact]
    public async Task Publish_OneUnreadableReading_StoresTheOthersAndKeepsTheMessage()
    {
        const string Payload =
            """{"boot":1,"readings":[{"seq":1,"temperature":20},{"seq":2,"temperature":"warm"},{"seq":3,"temperature":21}]}""";

        await SendAsync(Payload);

        Assert.Equal([1, 3], Readings().Select(reading => reading.Sequence));
        var kept = Assert.Single(SetAside());
        Assert.Equal(("readings[1].temperature: expected a number.", Payload.Length), (kept.Detail, kept.Payload.Length));
    }

    [Fact]
    public async Task Publish_WhatIsIgnoredAndDoubted_IsShownOfTheDevice()
    {
        for (var i = 0; i < 12; i++) await SendAsync("""{"temperature":20,"humidity":"wet","fer":395}""");
        await SendAsync("""{"temperature":"warm"}""");

        var input = (await DeviceAsync()).GetProperty("input");

        Assert.Equal(13, input.GetProperty("doubted_values").GetInt64());
        Assert.Equal(1, input.GetProperty("unreadable_messages").GetInt64());
        var problems = input.GetProperty("problems").EnumerateArray().Select(problem =>
            (Text(problem, "field"), Text(problem, "problem"), Text(problem, "example"),
                problem.GetProperty("count").GetInt64()));
        Assert.Equal(
            [("/fer", "ignored", "395", 12), ("humidity", "not_a_number", "wet", 12), ("temperature", "not_a_number", "warm", 1)],
            problems.Order());

        static string? Text(JsonElement problem, string name) => problem.GetProperty(name).GetString();
    }

    [Fact]
    public async Task Publish_AClockThatIsAnHourBehind_IsSetRightAndSaid()
    {
        for (var i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await SendAsync(AnHourBehind());
        }

        var device = await DeviceAsync();
        Assert.Equal(_time.GetUtcNow().ToUnixTimeMilliseconds(), device.GetProperty("latest").GetProperty("t").GetInt64());
        Assert.Equal(-3600, device.GetProperty("input").GetProperty("clock_ahead_s").GetInt64());
        Assert.Equal("Its clock is one hour behind.", device.GetProperty("input").GetProperty("clock").GetString());
        Assert.Equal(TimeOrigin.Corrected, Readings()[^1].Origin);
    }

    [Fact]
    public async Task Publish_OneUnreadableElement_CanBeReadAgainWithoutStoringTheOthersTwice()
    {
        await SendAsync("""[{"temperature":20},7]""");
        using var client = _gateway.SignedIn(TokenRole.Owner);

        await client.PostAsync(new Uri("/api/v1/set-aside/retry", UriKind.Relative), null, TestContext.Current.CancellationToken);

        Assert.Single(Readings());
        Assert.Single(SetAside());
    }

    [Fact]
    public async Task Publish_AfterARestart_AClockThatIsWrongIsStillKnown()
    {
        using var directory = new TemporaryDirectory();
        long number;
        await using (var first = await GatewayHost.StartedAsync(_time, directory.Path))
        {
            using var device = new BrokerClient(first, "CC:DD");
            await device.ConnectAsync(more: options => options.WithNoKeepAlive());
            for (var i = 0; i < 6; i++)
            {
                _time.Advance(TimeSpan.FromMinutes(1));
                await device.PublishAsync(device.Topic("telemetry"), AnHourBehind());
            }

            number = device.Device.Number;
        }

        await using var second = await GatewayHost.StartedAsync(_time, directory.Path);

        var input = second.Services.GetRequiredService<DeviceInputs>().Of((int)number);
        Assert.Equal(-TimeSpan.FromHours(1).TotalMilliseconds, input.Clock.Ahead);
    }

    [Fact]
    public async Task Publish_ABattery_FeedsWhatJudgesIt()
    {
        await _device.PublishAsync(_device.Topic("heartbeat"), """{"uptime":60,"battery":2.97}""");
        Assert.Null(Presence.LastHeartbeat(_device.Device.Number)!.Battery);

        await SendAsync("""{"moisture":40,"battery":7}""");
        await SendAsync("""{"moisture":40,"battery":255}""");

        var heartbeat = Presence.LastHeartbeat(_device.Device.Number)!;
        Assert.Equal((60, 7), (heartbeat.UptimeSeconds, heartbeat.Battery));
    }

    private DevicePresence Presence => _gateway.Services.GetRequiredService<DevicePresence>();

    private string AnHourBehind()
    {
        var time = (_time.GetUtcNow() - TimeSpan.FromHours(1)).ToUnixTimeMilliseconds();
        return string.Create(CultureInfo.InvariantCulture, $$"""{"ts":{{time}},"temperature":20}""");
    }

    private Task<MqttClientPublishResult> SendAsync(string payload) => _device.PublishAsync(_device.Topic("telemetry"), payload);

    private List<Reading> Readings() =>
        _gateway.Services.GetRequiredService<IReadingStore>().Read(_device.Device.Number, 0, long.MaxValue / 1000, 10_000);

    private IReadOnlyList<SetAsideMessage> SetAside() =>
        _gateway.Services.GetRequiredService<IReadingStore>().SetAside(SetAsideMessage.MaxKept);

    private async Task<JsonElement> DeviceAsync()
    {
        using var client = _gateway.SignedIn();
        var answer = await client.GetStringAsync($"/api/v1/devices/{_device.Device.Id}", TestContext.Current.CancellationToken);
        return JsonDocument.Parse(answer).RootElement;
    }
}
