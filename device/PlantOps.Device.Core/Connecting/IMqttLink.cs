namespace PlantOps.Device.Core.Connecting;

/// <summary>One MQTT connection at a time.</summary>
internal interface IMqttLink
{
    bool IsConnected { get; }

    /// <summary>Why the last <see cref="Connect"/> did not succeed, for people.</summary>
    string Problem { get; }

    /// <summary>Who hears of it from now on.</summary>
    void Attach(IMqttListener listener);

    /// <summary>Opens a connection, waiting at most half a minute. The one before is closed.</summary>
    MqttConnectResult Connect(MqttSession session);

    /// <summary>Subscribes at QoS 1.</summary>
    bool Subscribe(string[] topics);

    /// <summary>
    /// Hands a message over. At QoS 1 its id, with which <see cref="IMqttListener.Delivered"/> tells of its
    /// acknowledgement, at QoS 0 any other number; −1 where it was not taken.
    /// </summary>
    int Publish(string topic, byte[] payload, bool atLeastOnce, bool retain);

    /// <summary>Closes the connection in order: no last will is sent.</summary>
    void Close();
}
