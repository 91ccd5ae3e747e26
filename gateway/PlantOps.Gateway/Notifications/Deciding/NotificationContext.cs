using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Notifications.Deciding;

/// <summary>Everything that decides who is told, as it is at one moment.</summary>
internal sealed record NotificationContext
{
    /// <summary>Unix milliseconds UTC.</summary>
    public required long Now { get; init; }

    public required IReadOnlyList<Channel> Channels { get; init; }

    public required IReadOnlyList<Person> People { get; init; }

    public required IReadOnlyDictionary<string, Plant> Plants { get; init; }

    /// <summary>Those that the events are about, by id.</summary>
    public required IReadOnlyDictionary<string, Alert> Alerts { get; init; }

    /// <summary>What was told of those alerts.</summary>
    public required IReadOnlyList<NotifiedAlert> Notified { get; init; }
}

/// <summary>Reads what decides who is told.</summary>
internal sealed class NotificationContextReader(
    AlertStore alerts, DecisionStore decisions, ChannelStore channels, PersonStore people, PlantStore plants, TimeProvider time)
{
    /// <param name="alertIds">Of the alerts that there is something to tell of.</param>
    public NotificationContext Read(IReadOnlyList<string> alertIds) => new()
    {
        Now = time.GetUtcNow().ToUnixTimeMilliseconds(),
        Channels = [.. channels.All.Select(channel => channel.Value)],
        People = [.. people.All.Select(person => person.Value)],
        Plants = plants.All.ToDictionary(plant => plant.Id, plant => plant.Value),
        Alerts = alertIds.Select(alerts.Find).OfType<Versioned<Alert>>().ToDictionary(alert => alert.Id, alert => alert.Value),
        Notified = [.. alertIds.SelectMany(decisions.NotifiedOf)],
    };
}
