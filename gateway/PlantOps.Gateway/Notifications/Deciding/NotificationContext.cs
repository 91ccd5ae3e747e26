using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Plants;

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
    public required IReadOnlyList<NotifiedAlert> Told { get; init; }
}
