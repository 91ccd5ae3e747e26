using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>Adds and changes channels, once what is asked for is right.</summary>
internal sealed class ChannelChanges(ChannelStore channels, ChannelMapper mapper, ChannelRules rules, PersonStore people)
{
    public ChannelChange Add(ChannelSettings settings)
    {
        var errors = rules.Check(settings);
        return errors.Count > 0
            ? new ChannelChange(null, errors)
            : new ChannelChange(channels.Add(mapper.Channel(settings, null)), errors);
    }

    /// <summary>Changes a channel. A secret that is sent back masked stays as it is.</summary>
    public ChannelChange Change(Versioned<Channel> kept, ChannelSettings settings)
    {
        mapper.FillIn(settings, kept.Value);
        var errors = rules.Check(settings, kept.Value.Name);
        if (!kept.Value.Kind.Equals(settings.Kind, StringComparison.OrdinalIgnoreCase))
            errors["kind"] = ["It cannot be changed; add another channel."];
        if (errors.Count > 0) return new ChannelChange(null, errors);
        var changed = mapper.Channel(settings, kept.Value);
        return channels.TryChange(changed, kept.Version)
            ? new ChannelChange(new Versioned<Channel>(kept.Id, kept.Version + 1, changed), errors)
            : new ChannelChange(null, errors);
    }

    /// <summary>
    /// Makes it a channel of exactly these people. Who was changed; those that somebody else changes meanwhile are not.
    /// </summary>
    public IReadOnlyList<Person> TryGive(string channel, IReadOnlySet<string> owners)
    {
        var changed = new List<Person>();
        foreach (var person in people.All.Where(person => person.Value.Channels.Contains(channel) != owners.Contains(person.Id)))
        {
            IReadOnlyList<string> has = owners.Contains(person.Id)
                ? [.. person.Value.Channels, channel]
                : [.. person.Value.Channels.Where(id => id != channel)];
            if (people.TryChange(person.Value with { Channels = has }, person.Version)) changed.Add(person.Value);
        }

        return changed;
    }
}

/// <summary>What came of a change.</summary>
/// <param name="Channel">As it is now; <see langword="null"/> where it was not made.</param>
/// <param name="Errors">What is wrong with what was asked for; without any, somebody else has changed it meanwhile.</param>
internal sealed record ChannelChange(Versioned<Channel>? Channel, Dictionary<string, string[]> Errors);
