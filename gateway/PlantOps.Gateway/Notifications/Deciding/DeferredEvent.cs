using PlantOps.Gateway.Alerts;

namespace PlantOps.Gateway.Notifications.Deciding;

/// <summary>Something that a channel is to be told when quiet hours or a snooze are over, if it is still so then.</summary>
internal sealed record DeferredEvent(string ChannelId, AlertEvent Event)
{
    public string Id => $"{ChannelId}/{Event.Id}";
}
