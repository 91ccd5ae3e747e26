using System.Text.Json;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Notifications;

/// <summary>Channels and people as the API's description shows them.</summary>
internal static class NotificationExamples
{
    public static readonly IReadOnlyDictionary<Type, string> All = new Dictionary<Type, string>
    {
        [typeof(ChannelRequest)] = Of(ChannelKinds.BuiltIn.All[0]),
        [typeof(PersonRequest)] =
            """{"name":"Ada","time_zone":"Europe/Berlin","quiet_hours":{"from":"22:00","to":"07:00"},"critical_at_night":true,"digest_at":"08:00","channels":["ch-7k2m9x4d"]}""",
    };

    /// <summary>A channel of a kind, with the fields that it needs.</summary>
    public static string Of(ChannelKind kind)
    {
        var request = new ChannelRequest { Kind = kind.Name, Name = "Family" };
        foreach (var field in kind.Fields.Where(field => field.IsRequired)) field.Write(request, field.Example);
        return JsonSerializer.Serialize(request, NotificationsJson.Default.ChannelRequest);
    }
}
