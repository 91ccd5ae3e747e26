namespace PlantOps.Device.Core.Connecting;

/// <summary>Hears of a connection, on a thread of the MQTT library: it only takes note and wakes somebody.</summary>
internal interface IMqttListener
{
    /// <summary>The broker has acknowledged a QoS 1 message.</summary>
    void Delivered(int messageId);

    /// <summary>A message has arrived.</summary>
    void Received(string topic, byte[] payload);

    /// <summary>The connection is gone.</summary>
    void Closed();
}
