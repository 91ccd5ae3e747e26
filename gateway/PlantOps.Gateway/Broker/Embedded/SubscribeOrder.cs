using System.Collections.Concurrent;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>
/// Puts the codes of a SUBACK into the order of its SUBSCRIBE (MQTT-3.9.3-1): the MQTT server handles, and answers, the filters
/// with the highest quality of service first.
/// </summary>
internal sealed class SubscribeOrder
{
    private readonly ConcurrentDictionary<ushort, int[]> _orders = new();

    public void Note(MqttSubscribePacket subscribe)
    {
        var filters = subscribe.TopicFilters;
        if (filters.Count < 2) return;
        _orders[subscribe.PacketIdentifier] =
            [.. Enumerable.Range(0, filters.Count).OrderByDescending(index => filters[index].QualityOfServiceLevel)];
    }

    /// <param name="answer">The server's answer.</param>
    /// <param name="isVersion5">Whether the client knows more than one code for no (MQTT 3.1.1, 3.9.3).</param>
    public void Restore(MqttSubAckPacket answer, bool isVersion5)
    {
        var codes = answer.ReasonCodes;
        if (_orders.TryRemove(answer.PacketIdentifier, out var order) && order.Length == codes.Count)
        {
            var handled = codes.ToArray();
            for (var i = 0; i < order.Length; i++) codes[order[i]] = handled[i];
        }

        if (isVersion5) return;
        for (var i = 0; i < codes.Count; i++)
        {
            if (codes[i] > MqttSubscribeReasonCode.UnspecifiedError) codes[i] = MqttSubscribeReasonCode.UnspecifiedError;
        }
    }
}
