using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Tests.Hosting;

public sealed class LegacyEnvironmentTests
{
    [Theory]
    [InlineData("MQTT_TLS_PORT", "8884", "Mqtt:TlsPort")]
    [InlineData("MQTT_CA_CERT", "/tmp/ca.crt", "Certificates:CopyCaTo")]
    [InlineData("LOG_FORMAT", "json", "Log:Format")]
    [InlineData("LOG_LEVEL", "debug", "Log:Level")]
    public void Read_AVariableOfTheReferenceSystem_SetsOursToTheSame(string variable, string value, string key) =>
        Assert.Equal(value, Read((variable, value))[key]);

    [Fact]
    public void Read_WithoutTls_TurnsThePlainPortOn() => Assert.Equal("1883", Read(("MQTT_USE_TLS", "false"))["Mqtt:PlainPort"]);

    [Fact]
    public void Read_WithTls_LeavesThePlainPortAlone() =>
        Assert.False(Read(("MQTT_USE_TLS", "true")).ContainsKey("Mqtt:PlainPort"));

    [Fact]
    public void Read_WithNothingSet_SetsNothing() => Assert.Empty(Read());

    private static Dictionary<string, string?> Read(params (string Name, string Value)[] variables) =>
        LegacyEnvironment.Read(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
