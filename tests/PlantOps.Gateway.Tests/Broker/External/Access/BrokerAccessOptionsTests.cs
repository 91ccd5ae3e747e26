using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Broker.External.Access;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Broker.External.Access;

public sealed class BrokerAccessOptionsTests : IDisposable
{
    private readonly TemporaryDirectory _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Configure_WithAPort_NeedsAKeyThatCannotBeGuessed()
    {
        File.WriteAllText(_files.File("short"), "secret");

        Assert.Contains("Broker:AccessKeyFile", Assert.Single(Errors(("Broker:AccessPort", "8085"))), StringComparison.Ordinal);
        foreach (var (file, problem) in new[] { ("short", "6 characters"), ("none", "cannot be read") })
        {
            var error = Assert.Single(Errors(("Broker:AccessPort", "8085"), ("Broker:AccessKeyFile", _files.File(file))));
            Assert.Contains(problem, error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Broker:Management", "broker:15672")]
    [InlineData("Broker:Management", "http://me:secret@broker:15672")]
    public void Validate_WhatIsWrong_IsNamed(string key, string text)
    {
        var error = Assert.Single(Errors((key, text)));

        Assert.Contains(key, error, StringComparison.Ordinal);
        Assert.Contains($"'{text}'", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("embedded", "127.0.0.1", "Broker:AccessPort")]
    [InlineData("rabbitmq", "here", "Broker:AccessListen")]
    public void Endpoint_ThatCannotBe_IsNamed(string mode, string listen, string named)
    {
        var configuration = Configuration(("Broker:Mode", mode), ("Broker:AccessPort", "8085"), ("Broker:AccessListen", listen));
        var setup = new EndpointOptionsSetup(configuration);
        var options = new EndpointOptions();
        setup.Configure(options);

        Assert.Contains(setup.Validate(null, options).Failures!, error => error.Contains(named, StringComparison.Ordinal));
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(one => one.Key, one => (string?)one.Value))
            .Build();

    private static IEnumerable<string> Errors(params (string Key, string Value)[] settings)
    {
        var setup = new BrokerAccessOptionsSetup(Configuration(settings));
        var options = new BrokerAccessOptions();
        setup.Configure(options);
        return setup.Validate(Options.DefaultName, options).Failures ?? [];
    }
}
