using Microsoft.Extensions.Configuration;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Tests.Hosting;

public sealed class EndpointOptionsTests
{
    [Fact]
    public void Configure_WithNothingSet_ListensOnTheDocumentedPorts()
    {
        var (options, errors) = Read();

        Assert.Empty(errors);
        Assert.Equal((8080, 8443, 8883, 0), (options.HttpPort, options.HttpsPort, options.MqttTlsPort, options.MqttPlainPort));
        Assert.Null(options.Listen);
        Assert.Equal(10_000, options.MaxConnections);
    }

    [Theory]
    [InlineData("99")]
    [InlineData("1000001")]
    [InlineData("many")]
    public void Validate_WithAWrongNumberOfConnections_SaysWhatIsPossible(string text)
    {
        var (_, errors) = Read(("MaxConnections", text));

        Assert.Equal($"MaxConnections must be a number from 100 to 1000000, but is '{text}'.", Assert.Single(errors));
    }

    [Fact]
    public void Validate_WithEverythingWrong_NamesEveryKeyAtOnce()
    {
        var (_, errors) = Read(
            ("Http:Port", "abc"), ("Https:Port", "70000"), ("Mqtt:TlsPort", "0"), ("Mqtt:PlainPort", "-1"), ("Listen", "nowhere"),
            ("MQTT_USE_TLS", "maybe"));

        foreach (var key in new[] { "Http:Port", "Https:Port", "Mqtt:TlsPort", "Mqtt:PlainPort", "Listen", "MQTT_USE_TLS" })
        {
            Assert.Contains(errors, error => error.StartsWith(key, StringComparison.Ordinal));
        }

        Assert.Equal(6, errors.Count);
        Assert.Contains("'abc'", errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_WithTwoOnOnePort_NamesBoth()
    {
        var (_, errors) = Read(("Http:Port", "9000"), ("Mqtt:PlainPort", "9000"));

        Assert.Contains("Http:Port and Mqtt:PlainPort are both 9000", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    [InlineData("")]
    public void Validate_WithAnAddressOrNone_IsContent(string listen) => Assert.Empty(Read(("Listen", listen)).Errors);

    private static (EndpointOptions Options, List<string> Errors) Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        var setup = new EndpointOptionsSetup(configuration);
        var options = new EndpointOptions();
        setup.Configure(options);
        return (options, setup.Validate(null, options).Failures?.ToList() ?? []);
    }
}
