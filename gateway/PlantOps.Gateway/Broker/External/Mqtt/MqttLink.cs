using System.Globalization;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.External.Mqtt;

/// <summary>The gateway's connection to an MQTT 5 broker, and the way to devices over it.</summary>
internal sealed class MqttLink(TimeProvider time) : IDeviceLink, IDisposable
{
    /// <summary>Publishes that are under way at most; fewer where the broker takes fewer.</summary>
    private const int MaxUnderWay = 256;

    /// <summary>How long a publish may take to be acknowledged.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private SemaphoreSlim _room = new(MaxUnderWay);

    public IMqttClient Client { get; } = new MqttClientFactory().CreateMqttClient();

    /// <summary>The broker has taken the gateway in, and said how many publishes may be under way.</summary>
    public void Opened(int? receiveMaximum)
    {
        var most = Math.Clamp(receiveMaximum ?? MaxUnderWay, 1, MaxUnderWay);
        Volatile.Write(ref _room, new SemaphoreSlim(most));
    }

    /// <exception cref="BrokerAwayException">The broker cannot be reached, or does not take it.</exception>
    public async Task SendAsync(string topic, byte[] payload, bool isRetained)
    {
        var message = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(payload)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithRetainFlag(isRetained)
            .Build();
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            var room = Volatile.Read(ref _room);
            await room.WaitAsync(patience.Token);
            try
            {
                if (!Client.IsConnected) throw new BrokerAwayException("The broker is not connected.");
                var result = await Client.PublishAsync(message, patience.Token);
                if (!result.IsSuccess) throw Refused(topic, result.ReasonCode);
            }
            finally
            {
                room.Release();
            }
        }
        catch (Exception exception) when (exception is MqttCommunicationException or OperationCanceledException
            or ObjectDisposedException or InvalidOperationException)
        {
            throw new BrokerAwayException("The broker does not answer.", exception);
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        _room.Dispose();
    }

    private static BrokerAwayException Refused(string topic, MqttClientPublishReasonCode code) => new(string.Create(
        CultureInfo.InvariantCulture, $"The broker does not let the gateway publish to {topic}: {code}."));
}
