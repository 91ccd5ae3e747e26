using System.Text.Json.Serialization;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Notifications;

/// <summary>
/// Channels, people and deliveries as JSON, on the wire; written at build time because native code has no reflection.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(ChannelRequest))]
[JsonSerializable(typeof(ChannelTest))]
[JsonSerializable(typeof(ChannelView))]
[JsonSerializable(typeof(Page<ChannelView>), TypeInfoPropertyName = "ChannelPage")]
[JsonSerializable(typeof(Page<DeliveryView>), TypeInfoPropertyName = "DeliveryPage")]
[JsonSerializable(typeof(IReadOnlyList<DeferredEventView>), TypeInfoPropertyName = "DeferredList")]
[JsonSerializable(typeof(Page<PersonView>), TypeInfoPropertyName = "PersonPage")]
[JsonSerializable(typeof(PersonRequest))]
[JsonSerializable(typeof(PersonView))]
internal sealed partial class NotificationsJson : JsonSerializerContext;
