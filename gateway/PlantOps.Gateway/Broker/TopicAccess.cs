using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices.Logins;

namespace PlantOps.Gateway.Broker;

/// <summary>Who may publish and subscribe to what.</summary>
internal static class TopicAccess
{
    /// <summary>Longest topic that anybody may publish to: it is kept with a message set aside, and for an alias.</summary>
    private const int MaxTopicLength = 256;

    /// <summary>
    /// The topic, where the principal may publish to it: a device to its own topics, an integration to those of every device,
    /// each to what devices say and to topics below a device's own that this version does not know
    /// (<see cref="TopicKind.Unknown"/>).
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

    /// <summary>
    /// Whether a device may subscribe to a topic filter: it stays below the device's own topics, wildcards included.
    /// </summary>
    public static bool MaySubscribe(string deviceId, string filter)
    {
        var own = string.Concat(DeviceTopic.Root, deviceId, "/");
        return filter.StartsWith(own, StringComparison.Ordinal) && filter.Length > own.Length;
    }

    /// <summary>The topic, where a bridge may publish to it: telemetry of a device that it was given.</summary>
    public static DeviceTopic? MayPublish(MqttLogin login, string topic) =>
        !login.IsReader && topic.Length <= MaxTopicLength && DeviceTopic.Parse(topic) is { Kind: TopicKind.Telemetry } parsed
        && login.Devices.Contains(parsed.DeviceId)
            ? parsed
            : null;

    /// <summary>
    /// Whether a reader may subscribe to a topic filter: telemetry or status of one device or of all. A filter with more in it
    /// would show what the gateway tells devices.
    /// </summary>
    public static bool MaySubscribe(MqttLogin login, string filter) =>
        login.IsReader && filter.Length <= MaxTopicLength && filter.StartsWith(DeviceTopic.Root, StringComparison.Ordinal)
        && filter[DeviceTopic.Root.Length..].Split('/') is [var device, "telemetry" or "status"]
        && (device == "+" || DeviceIds.IsValid(device));
}
