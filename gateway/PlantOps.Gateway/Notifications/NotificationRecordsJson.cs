using System.Text.Json.Serialization;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Deciding;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Notifications;

/// <summary>Channels, people, and what they were told as the store keeps them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(Channel))]
[JsonSerializable(typeof(ChannelPause))]
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(DeferredEvent))]
[JsonSerializable(typeof(NotifiedAlert))]
[JsonSerializable(typeof(LastDigest))]
[JsonSerializable(typeof(NotifiedNotice))]
internal sealed partial class NotificationRecordsJson : JsonSerializerContext;
