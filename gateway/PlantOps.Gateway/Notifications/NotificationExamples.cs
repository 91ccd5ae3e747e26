using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Notifications;

/// <summary>Channels and people as the API's description shows them.</summary>
internal static class NotificationExamples
{
    public static readonly IReadOnlyDictionary<Type, string> All = new Dictionary<Type, string>
    {
        [typeof(ChannelRequest)] =
            """{"kind":"discord","name":"Family","least_severity":"warning","enabled":true,"url":"https://discord.com/api/webhooks/1234/…"}""",
        [typeof(PersonRequest)] =
            """{"name":"Ada","time_zone":"Europe/Berlin","quiet_hours":{"from":"22:00","to":"07:00"},"critical_at_night":true,"digest_at":"08:00","channels":["ch-7k2m9x4d"]}""",
    };
}
