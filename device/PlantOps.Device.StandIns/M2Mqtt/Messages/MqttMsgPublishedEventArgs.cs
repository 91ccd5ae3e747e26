namespace nanoFramework.M2Mqtt.Messages;

public class MqttMsgPublishedEventArgs(ushort messageId, bool isPublished) : EventArgs
{
    public ushort MessageId { get; } = messageId;

    /// <summary>Whether the broker has acknowledged the message.</summary>
    public bool IsPublished { get; } = isPublished;
}
