using MQTTnet.Packets;
using MQTTnet.Protocol;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Logins;
using PlantOps.Gateway.Devices.Presence;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>
/// What becomes of a device's publish: refused, handed to the <see cref="Ingress"/> (what is on disk before it is
/// acknowledged), or left to the MQTT server, whose interceptor hands it on.
/// </summary>
internal sealed class PublishGate(
    Ingress ingress, ExactlyOnce exactlyOnce, MqttLogins logins, DevicePresence presence, BrokerMetrics metrics,
    TimeProvider time)
{
    /// <summary>Decides, and hands over what is to be stored; waits while too much waits for the disk.</summary>
    public async ValueTask<PublishFate> PassAsync(
        ConnectedClient client, MqttPublishPacket publish, AcknowledgementQueue acknowledgements,
        CancellationToken cancellationToken)
    {
        var (principal, topic) = (PrincipalOf(client), publish.Topic ?? string.Empty);
        if (!MayPublish(client, topic) || ingress.Route(principal, topic) is not { } route || !IsThere(client, route))
        {
            metrics.Refused("forbidden");
            return PublishFate.Refused;
        }

        var owed = publish.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtMostOnce ? null : acknowledgements.Owe(publish);
        if (!route.IsStored) return PublishFate.Passed;
        var inbound = new InboundPublish(principal, topic, publish.Payload, owed ?? (IPublishReceipt)Unacknowledged.Instance);
        if (publish.QualityOfServiceLevel == MqttQualityOfServiceLevel.ExactlyOnce)
            await TakeOnceAsync(route, inbound, NumberOf(client), publish.PacketIdentifier, cancellationToken);
        else
            await ingress.TakeAsync(route, inbound, cancellationToken);
        return PublishFate.Taken;
    }

    /// <summary>The client has released a packet identifier of QoS 2.</summary>
    public void Release(ConnectedClient client, ushort packetIdentifier) =>
        exactlyOnce.Release(NumberOf(client), packetIdentifier);

    private static Principal PrincipalOf(ConnectedClient client) =>
        client.Login is null ? Principal.Device(client.Id) : Principal.Integration(client.Id);

    // As it is now: a bridge may have been given other devices since it connected.
    private bool MayPublish(ConnectedClient client, string topic) =>
        client.Login is null || (logins.Find(client.Id) is { } login && TopicAccess.MayPublish(login, topic) is not null);

    // A device that somebody else speaks for is there as long as that goes on.
    private bool IsThere(ConnectedClient client, PublishRoute route)
    {
        if (client.Login is null) return true;
        if (route.Device.RetiredAt is not null) return false;
        presence.Posted(route.Device.Number, time.GetUtcNow().ToUnixTimeMilliseconds());
        return true;
    }

    private int NumberOf(ConnectedClient client) => client.Device?.Number ?? logins.NumberOf(client.Id);

    private async ValueTask TakeOnceAsync(
        PublishRoute route, InboundPublish publish, int client, ushort packetIdentifier, CancellationToken cancellationToken)
    {
        if (!exactlyOnce.TryReceive(client, packetIdentifier))
        {
            await ingress.WaitBehindAsync(route.Device, publish.Receipt, cancellationToken);
            return;
        }

        var outcome = PublishOutcome.Stopping;
        try
        {
            outcome = await ingress.TakeAsync(route, publish, cancellationToken);
        }
        finally
        {
            if (outcome == PublishOutcome.Stopping) exactlyOnce.Release(client, packetIdentifier);
        }
    }
}

/// <summary>Who is connected: a device, or a program with a login of its own.</summary>
internal sealed record ConnectedClient(Device? Device, MqttLogin? Login)
{
    public string Id => Device?.Id ?? Login!.Id;
}

internal enum PublishFate
{
    /// <summary>The MQTT server handles it and answers.</summary>
    Passed,

    /// <summary>It is on its way to disk and is answered from there.</summary>
    Taken,

    /// <summary>The device may not publish there; nothing is owed yet.</summary>
    Refused,
}
