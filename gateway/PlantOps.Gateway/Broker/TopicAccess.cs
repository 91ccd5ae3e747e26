using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Access;

namespace PlantOps.Gateway.Broker;

/// <summary>Who may publish and subscribe to what.</summary>
internal static class TopicAccess
{
    /// <summary>Longest topic that anybody may publish to: it is kept with a message set aside, and for an alias.</summary>
    private const int MaxTopicLength = 256;

    /// <summary>
    /// The topic, where the principal may publish to it: a device to its own topics, an integration to those of every device,
    /// each to what devices say and to topics below a device's own that this version does not know (<see cref="TopicKind.Unknown"/>).
    /// <see langword="null"/> where it may not.
    /// </summary>
    public static DeviceTopic? MayPublish(Principal principal, string topic)
    {
        if (topic.Length > MaxTopicLength || DeviceTopic.Parse(topic) is not { } parsed) return null;
        if (!parsed.IsFromDevice && parsed.Kind != TopicKind.Unknown) return null;
        return principal.Kind switch
        {
            PrincipalKind.Device => parsed.DeviceId == principal.Id ? parsed : null,
            PrincipalKind.Integration => parsed,
            _ => null,
        };
    }

    /// <summary>Whether a device may subscribe to a topic filter: it stays below the device's own topics, wildcards included.</summary>
    public static bool MaySubscribe(string deviceId, string filter)
    {
        var own = string.Concat(DeviceTopic.Root, deviceId, "/");
        return filter.StartsWith(own, StringComparison.Ordinal) && filter.Length > own.Length;
    }
}
