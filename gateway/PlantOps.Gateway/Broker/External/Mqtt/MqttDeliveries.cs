using MQTTnet;

namespace PlantOps.Gateway.Broker.External.Mqtt;

/// <summary>Each delivery is acknowledged by itself, in the order in which they came (MQTT-4.6.0-2).</summary>
internal sealed class MqttDeliveries(Action<Exception> ends) : BrokerDeliveries<MqttApplicationMessageReceivedEventArgs>(ends)
{
    protected override async Task AcknowledgeAsync(IReadOnlyList<MqttApplicationMessageReceivedEventArgs> due)
    {
        foreach (var received in due)
        {
            if (!IsClosed) await received.AcknowledgeAsync(CancellationToken.None);
        }
    }
}
