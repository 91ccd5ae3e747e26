namespace PlantOps.Contracts.Topics;

/// <summary>
/// A topic of wire contract version 1: <c>devices/{deviceId}/{suffix}</c>.
/// </summary>
public sealed class DeviceTopic
{
    /// <summary>First level of every topic.</summary>
    public const string Root = "devices/";

    private DeviceTopic(string deviceId, TopicKind kind)
    {
        DeviceId = deviceId;
        Kind = kind;
    }

    /// <summary>The device the topic belongs to.</summary>
    public string DeviceId { get; }

    /// <summary>What the topic carries; <see cref="TopicKind.Unknown"/> for a suffix this version does not know.</summary>
    public TopicKind Kind { get; }

    /// <summary>Whether a device may publish to it, rather than only receive from it.</summary>
    public bool IsFromDevice => Kind >= TopicKind.Telemetry && Kind <= TopicKind.CommandAck;

    /// <summary>The topic text for a device and a kind.</summary>
    public static string Format(string deviceId, TopicKind kind) => string.Concat(Root, deviceId, "/", Suffix(kind));

    /// <summary>
    /// Reads a topic name. <see langword="null"/> where it does not lie below a valid device id;
    /// the kind is <see cref="TopicKind.Unknown"/> where only the suffix is foreign.
    /// </summary>
    public static DeviceTopic? Parse(string topic)
    {
        if (topic == null || !topic.StartsWith(Root))
        {
            return null;
        }

        int slash = topic.IndexOf('/', Root.Length);
        if (slash < 0)
        {
            return null;
        }

        string deviceId = topic.Substring(Root.Length, slash - Root.Length);
        return DeviceIds.IsValid(deviceId) ? new DeviceTopic(deviceId, KindOf(topic.Substring(slash + 1))) : null;
    }

    private static string Suffix(TopicKind kind)
    {
        switch (kind)
        {
            case TopicKind.Telemetry: return "telemetry";
            case TopicKind.Heartbeat: return "heartbeat";
            case TopicKind.Status: return "status";
            case TopicKind.Reported: return "reported";
            case TopicKind.CommandAck: return "commands/ack";
            case TopicKind.Desired: return "desired";
            case TopicKind.Commands: return "commands";
            case TopicKind.Stored: return "stored";
            default: return string.Empty;
        }
    }

    private static TopicKind KindOf(string suffix)
    {
        for (TopicKind kind = TopicKind.Telemetry; kind <= TopicKind.Stored; kind++)
        {
            if (Suffix(kind) == suffix)
            {
                return kind;
            }
        }

        return TopicKind.Unknown;
    }
}
