using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests;

/// <summary>What other people's programs send, by mosquitto_pub and curl, is read with their presets.</summary>
public sealed class PeerPayloadTests : IAsyncLifetime
{
    private GatewayProcess _gateway = null!;
    private Credentials _device = null!;
    private GatewayApi _api = null!;

    public async ValueTask InitializeAsync()
    {
        Component.Need("mosquitto_pub");
        _gateway = await GatewayProcess.StartedAsync();
        _device = await Credentials.RegisterAsync(_gateway, "AA:BB:CC:00:11:22");
        _api = await _gateway.ApiAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _api?.Dispose();
        if (_gateway is not null) await _gateway.DisposeAsync();
    }

    // Topics below the device's own.
    public static TheoryData<string, string, string, string, double> Payloads => new()
    {
        {
            "zigbee2mqtt", "telemetry",
            """{"battery":100,"linkquality":120,"soil_moisture":31,"temperature":22.1,"temperature_unit":"celsius","soil_fertility":410}""",
            "conductivity", 410
        },
        {
            "zigbee2mqtt", "telemetry",
            """{"battery":74,"humidity":48.2,"illuminance":150,"last_seen":null,"linkquality":87,"temperature":22.1,"voltage":2900}""",
            "battery_voltage", 2.9
        },
        { "esphome", "sensor/soil_moisture/state", "33.1", "soil_moisture", 33.1 },
        { "esphome", "sensor/temperature/state", "22.4", "temperature", 22.4 },
        { "esphome", "telemetry", """{"temperature":22.4,"moisture":33.1,"illuminance":150.0,"uptime":512}""", "light_level",
            150 },
        {
            "tasmota", "tele/SENSOR",
            """{"Time":"2026-05-01T08:53:10","BME280":{"Temperature":22.4,"Humidity":48.2,"DewPoint":10.9,"Pressure":1009.8},"ANALOG":{"A0":612},"TempUnit":"C"}""",
            "soil_raw", 612
        },
        {
            "openmqttgateway", "telemetry",
            """{"id":"C4:7C:8D:6A:11:22","name":"Flower care","rssi":-60,"tempc":22.1,"tempf":71.78,"moi":31,"lux":150,"fer":410}""",
            "soil_moisture", 31
        },
        {
            "shelly", "events/rpc",
            """{"src":"shellyplusht-1","method":"NotifyFullStatus","params":{"ts":1777622400.12,"temperature:0":{"tC":22.5},"humidity:0":{"rh":48.5}}}""",
            "humidity", 48.5
        },
    };

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Publish_AsItsProgramDoes_IsStored(
        string preset, string below, string payload, string metric, double expected)
    {
        var mapped = await _gateway.CommandAsync("device", "map", _device.DeviceId, "--preset", preset);
        Assert.True(mapped.ExitCode == 0, mapped.Error);

        var published = await new MosquittoClient(_gateway, _device).PublishAsync(
            $"devices/{_device.DeviceId}/{below}", payload, "-q", "1");

        Assert.True(published.ExitCode == 0, published.Error);
        var values = (await _api.RawAsync(_device.DeviceId)).GetProperty("metrics").GetProperty(metric);
        Assert.Equal(expected, values[0].GetDouble(), 6);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    public async Task Post_ByCurl_IsStoredWhenItIsAnswered(string type)
    {
        Component.Need("curl");

        var posted = await Finished.RunAsync(
            "curl",
            [
                "-sS", "--cacert", _gateway.CaFile, "-u", $"{_device.Username}:{_device.Password}", "-w", "%{http_code}",
                "-H", $"Content-Type: {type}", "-d", """{"temperature":21.5,"soil_moisture":33.1,"soil_moisture_9":40}""",
                $"{_gateway.Https}api/v1/devices/{_device.DeviceId}/telemetry",
            ]);

        Assert.Equal((0, "202"), (posted.ExitCode, posted.Output));
        var values = (await _api.RawAsync(_device.DeviceId)).GetProperty("metrics").GetProperty("soil_moisture");
        Assert.Equal(33.1, Assert.Single(values.EnumerateArray().ToArray()).GetDouble());
    }

    [Fact]
    public async Task Post_ByCurlWhatCannotBeRead_SaysWhyAndWithAWrongPasswordNothing()
    {
        Component.Need("curl");

        Assert.EndsWith("422", (await PostAsync(_device.Password, "not json")).Output, StringComparison.Ordinal);
        Assert.EndsWith("401", (await PostAsync("wrong", """{"temperature":21.5}""")).Output, StringComparison.Ordinal);

        Task<Finished> PostAsync(string password, string body) => Finished.RunAsync(
            "curl",
            [
                "-sS", "--cacert", _gateway.CaFile, "-u", $"{_device.Username}:{password}", "-w", "%{http_code}", "-d", body,
                $"{_gateway.Https}api/v1/devices/{_device.DeviceId}/telemetry",
            ]);
    }
}
