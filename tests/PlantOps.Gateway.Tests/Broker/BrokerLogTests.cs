using MQTTnet.Diagnostics.Logger;
using MQTTnet.Exceptions;
using Microsoft.Extensions.Logging;
using PlantOps.Gateway.Broker.Embedded;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Tests.Broker;

public sealed class BrokerLogTests : IDisposable
{
    private readonly LevelRecorder _recorder = new();
    private readonly ILoggerFactory _loggers;
    private readonly BrokerLog _log;

    public BrokerLogTests()
    {
        _loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(_recorder));
        _log = new BrokerLog(_loggers.CreateLogger<BrokerLog>());
    }

    public static TheoryData<Exception> OfClients =>
    [
        new MqttCommunicationException("closed"), new MqttProtocolViolationException("no"), new IOException("reset"),
        new OperationCanceledException("aborted"), new ObjectDisposedException("gone"),
    ];

    public void Dispose()
    {
        _loggers.Dispose();
        _recorder.Dispose();
    }

    [Theory]
    [MemberData(nameof(OfClients))]
    public void Publish_AnErrorThatAClientMade_IsDebugWithoutAStack(Exception exception)
    {
        Exception thrown;
        try
        {
            throw exception;
        }
        catch (Exception caught)
        {
            thrown = caught;
        }

        _log.Publish(MqttNetLogLevel.Error, "source", "Client '{0}' failed", ["plant-1"], thrown);

        var line = Assert.Single(_recorder.Lines);
        Assert.Equal(LogLevel.Debug, line.Level);
        Assert.StartsWith("MQTT: Client 'plant-1' failed", line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Publish_AnErrorThatNoClientCanMake_IsAnError()
    {
        _log.Publish(MqttNetLogLevel.Error, "source", "Processing failed", [], new StoreUnavailableException("full"));
        _log.Publish(MqttNetLogLevel.Error, "source", "Processing failed", [], new InvalidOperationException("a bug"));

        Assert.All(_recorder.Lines, line => Assert.Equal(LogLevel.Error, line.Level));
        Assert.Equal(2, _recorder.Lines.Count);
    }

    [Theory]
    [InlineData("a\nb\r\u001b[31mc\u0085d", "a?b??[31mc?d")]
    [InlineData("a\u2028b\u2029c\u202ed\u200be", "a?b?c?d?e")]
    [InlineData("Gießkanne 🪴", "Gießkanne 🪴")]
    public void Clean_TextOfAStranger_IsOneVisibleLine(string text, string expected) =>
        Assert.Equal(expected, ClientText.Clean(text));

    [Fact]
    public void Clean_LongText_IsCut() => Assert.InRange(ClientText.Clean(new string('x', 60_000)).Length, 200, 201);
}
