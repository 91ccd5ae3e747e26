using System.Buffers;
using System.Text.Json;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;

namespace PlantOps.Gateway.Tests.Devices;

/// <summary>The gateway's side of the wire contract's samples; the device's side is tested against the same files.</summary>
public sealed class WireSampleTests
{
    [Fact]
    public void Heartbeat_OfTheSample_IsRead()
    {
        var (heartbeat, error) = HeartbeatParser.Parse(new ReadOnlySequence<byte>(Sample("heartbeat.json")), 1);

        Assert.Null(error);
        Assert.Equal(new DeviceHeartbeat(1, 86_460, -61, 3, 127), heartbeat);
    }

    [Fact]
    public void RegistrationRequest_OfTheSample_IsRead()
    {
        using var sample = JsonDocument.Parse(Sample("registration-request.json"));
        var request = JsonSerializer.Deserialize(Sample("registration-request.json"), DevicesJson.Default.RegistrationRequest)!;

        Assert.Equal(Text("code"), request.Code);
        Assert.Equal(Text("hardware_id"), request.HardwareId);
        Assert.Equal(Text("name"), request.Name);
        Assert.Equal(Text("model"), request.Model);
        Assert.Equal(Text("firmware_version"), request.FirmwareVersion);
        Assert.Equal(
            sample.RootElement.GetProperty("sensors").EnumerateArray().Select(sensor => sensor.GetString()!), request.Sensors!);

        string? Text(string name) => sample.RootElement.GetProperty(name).GetString();
    }

    [Fact]
    public void RegistrationRequest_OfTheSampleWithCapabilities_IsRead()
    {
        var sample = Sample("registration-request-capabilities.json");
        var request = JsonSerializer.Deserialize(sample, DevicesJson.Default.RegistrationRequest)!;
        var said = new Capabilities { HeapBytes = 1900000, PsramBytes = 2097152, FlashBytes = 8388608, Api = 1 };

        Assert.Equal(said, Capabilities.Of(request.Capabilities));
    }

    [Fact]
    public void Reported_OfTheSampleWithCapabilities_IsRead()
    {
        var (reported, error) = ReportedParser.Parse(new ReadOnlySequence<byte>(Sample("reported-capabilities.json")));

        Assert.Null(error);
        Assert.Equal("esp32", reported!.Model);
        Assert.Equal(new Capabilities { HeapBytes = 64100, PsramBytes = 0, Api = 1 }, reported.Capabilities);
    }

    [Fact]
    public void RegistrationResponse_WrittenByTheGateway_IsTheSample()
    {
        var sample = Sample("registration-response.json");
        var response = JsonSerializer.Deserialize(sample, DevicesJson.Default.RegistrationResponse)!;

        var written = JsonSerializer.SerializeToElement(response, DevicesJson.Default.RegistrationResponse);

        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(sample).RootElement, written), written.GetRawText());
    }

    private static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "wire", name));
}
