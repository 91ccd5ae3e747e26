using Microsoft.Extensions.Configuration;
using PlantOps.Gateway.Broker.External;

namespace PlantOps.Gateway.Tests.Broker.External;

public sealed class BrokerOptionsTests
{
    [Theory]
    [InlineData("mqtt", "mqtts://broker.example", "broker.example 8883 True")]
    [InlineData("mqtt", "broker.example:1234", "broker.example 1234 True")]
    [InlineData("mqtt", "mqtt://127.0.0.1", "127.0.0.1 1883 False")]
    [InlineData("mqtt", "mqtts://[::1]:8884", "::1 8884 True")]
    [InlineData("rabbitmq", "amqps://one.example, amqp://two.example:5673", "one.example 5671 True; two.example 5673 False")]
    public void Configure_Addresses_AreRead(string mode, string text, string expected)
    {
        var (options, errors) = Read(("Broker:Mode", mode), ("Broker:Address", text));

        Assert.Empty(errors);
        Assert.Equal(
            expected, string.Join("; ", options.Addresses.Select(address => $"{address.Host} {address.Port} {address.IsTls}")));
    }

    [Theory]
    [InlineData("mqtt", "amqps://broker.example")]
    [InlineData("mqtt", "mqtts://user@broker.example")]
    [InlineData("mqtt", "mqtts://broker.example/plants")]
    [InlineData("mqtt", "mqtts://")]
    [InlineData("rabbitmq", "mqtts://broker.example")]
    public void Validate_AnAddressThatIsNone_IsNamed(string mode, string text)
    {
        var (_, errors) = Read(("Broker:Mode", mode), ("Broker:Address", text));

        Assert.Contains($"'{text}'", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_EverythingWrong_NamesEveryKeyAtOnce()
    {
        var (_, errors) = Read(
            ("Broker:Mode", "mqtt"), ("Broker:DeviceAddress", "mqtt://broker"), ("Broker:PasswordFile", "/nowhere/password"),
            ("Broker:Ca", "/nowhere/ca.pem"));

        foreach (var key in new[] { "Broker:Address is needed", "Broker:DeviceAddress", "Broker:PasswordFile: ",
            "Broker:PasswordFile is set", "Broker:Ca" })
            Assert.Contains(errors, error => error.StartsWith(key, StringComparison.Ordinal));
    }

    private static (BrokerOptions Options, IReadOnlyList<string> Errors) Read(params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build();
        var setup = new BrokerOptionsSetup(configuration);
        var options = new BrokerOptions();
        setup.Configure(options);
        return (options, [.. setup.Validate(null, options).Failures ?? []]);
    }
}
