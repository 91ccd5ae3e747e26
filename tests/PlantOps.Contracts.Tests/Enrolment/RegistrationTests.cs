using System.Text;
using PlantOps.Contracts.Enrolment;

namespace PlantOps.Contracts.Tests.Enrolment;

public sealed class RegistrationTests
{
    [Fact]
    public void Request_Write_IsTheSample()
    {
        var request = new RegistrationRequest
        {
            Code = "01234-56789-ABCDE-FGHNM",
            HardwareId = "24:6F:28:AE:52:7C",
            Name = "Fern on the sill \"east\"",
            Model = "esp32",
            FirmwareVersion = "0.1.0",
            Sensors = ["dht22", "bh1750", "soil-capacitive"],
        };

        Assert.Equal(WireSample.Text("registration-request"), Written.By(request.Write));
    }

    [Fact]
    public void Request_WithCapabilities_IsTheSample()
    {
        var request = new RegistrationRequest
        {
            Code = "01234-56789-ABCDE-FGHNM",
            HardwareId = "24:6F:28:AE:52:7C",
            Model = "esp32-s3",
            FirmwareVersion = "0.2.0",
            Capabilities = new DeviceCapabilities { HeapBytes = 1900000, PsramBytes = 2097152, FlashBytes = 8388608, Api = 1 },
        };

        Assert.Equal(WireSample.Text("registration-request-capabilities"), Written.By(request.Write));
    }

    [Fact]
    public void Response_Sample_IsRead()
    {
        var response = RegistrationResponse.Parse(WireSample.Bytes("registration-response"));
        Assert.NotNull(response);
        Assert.Equal("fern-on-the-sill", response.DeviceId);
        Assert.Equal("24:6F:28:AE:52:7C", response.HardwareId);
        Assert.Equal("plantops.local", response.MqttHost);
        Assert.Equal(8883, response.MqttPort);
        Assert.Equal("fern-on-the-sill", response.MqttUsername);
        Assert.Equal("9vJx0Zr5cK2mQpL7wT4yNn8sHb3dFgA6", response.MqttPassword);
        Assert.Equal("devices/fern-on-the-sill/telemetry", response.TelemetryTopic);
        Assert.Equal("devices/fern-on-the-sill/heartbeat", response.HeartbeatTopic);
        Assert.Equal(60, response.IntervalS);
        Assert.Equal("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", response.CaPem);
        Assert.Equal(1760000000000, response.ServerTime);
        Assert.Equal(Acknowledgements.Puback, response.Acknowledge);
    }

    [Fact]
    public void Response_OfAnotherBroker_SaysWhatCountsAsStored() => Assert.Equal(
        Acknowledgements.Stored, RegistrationResponse.Parse(WireSample.Bytes("registration-response-stored"))?.Acknowledge);

    [Theory]
    [InlineData("\"mqtt_password\":\"9vJx0Zr5cK2mQpL7wT4yNn8sHb3dFgA6\",", "")]
    [InlineData("\"mqtt_port\":8883", "\"mqtt_port\":0")]
    [InlineData("\"interval_s\":60", "\"interval_s\":4")]
    [InlineData("\"device_id\":\"fern-on-the-sill\"", "\"device_id\":\"a/b\"")]
    [InlineData("\"mqtt_port\":8883", "\"mqtt_port\":4294976179")]
    [InlineData("\"interval_s\":60", "\"interval_s\":4294967356")]
    public void Response_Unusable_IsNull(string part, string instead)
    {
        var body = WireSample.Text("registration-response");
        Assert.Contains(part, body, StringComparison.Ordinal);
        Assert.Null(RegistrationResponse.Parse(Encoding.UTF8.GetBytes(body.Replace(part, instead, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("""{"time":1760000000000}""", 1760000000000)]
    [InlineData("""{"time":12}""", 0)]
    [InlineData("""{"time":4102444799999}""", 4102444799999)]
    [InlineData("""{"time":4102444800000}""", 0)]
    [InlineData("""{"time":"now"}""", 0)]
    [InlineData("<html>", 0)]
    public void ServerTime_Parse_IsTheTimeOrNothing(string body, long time) =>
        Assert.Equal(time, ServerTime.Parse(Encoding.UTF8.GetBytes(body)));
}
