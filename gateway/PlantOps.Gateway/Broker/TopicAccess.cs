using PlantOps.Contracts.Topics;

namespace PlantOps.Gateway.Broker;

/// <summary>What a device may publish and subscribe to: its own topics only.</summary>
internal static class TopicAccess
{
    /// <summary>Longest topic that a device may publish to: it is kept with a message set aside, and for an alias.</summary>
    private const int MaxTopicLength = 256;

    /// <summary>
    /// The kind of a topic that the device publishes to; <see cref="TopicKind.Unknown"/> for a topic below its own that this
    /// version does not know; <see langword="null"/> where it may not publish.
    /// </summary>
    public static TopicKind? MayPublish(string deviceId, string topic)
    {
        if (topic.Length > MaxTopicLength) return null;
        var parsed = DeviceTopic.Parse(topic);
        if (parsed is null || parsed.DeviceId != deviceId) return null;
        return parsed.IsFromDevice || parsed.Kind == TopicKind.Unknown ? parsed.Kind : null;
    }

    /// <summary>Whether a topic filter stays below the device's own topics, wildcards included.</summary>
    public static bool MaySubscribe(string deviceId, string filter)
    {
        var own = string.Concat(DeviceTopic.Root, deviceId, "/");
        return filter.StartsWith(own, StringComparison.Ordinal) && filter.Length > own.Length;
    }
}
