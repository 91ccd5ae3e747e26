using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Dashboard.Settings.Channels;

/// <summary>By what people are told.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="State">How many are told, in a sentence.</param>
/// <param name="Failure">The last message of a channel that did not arrive; <c>null</c> where each did.</param>
/// <param name="Rows">The channels.</param>
/// <param name="Kinds">What can be added.</param>
public sealed record ChannelsView(
    Shell Shell, string State, ChannelFailure? Failure, IReadOnlyList<ChannelRow> Rows, IReadOnlyList<FormChoice> Kinds)
{
    /// <param name="shell">The frame.</param>
    /// <param name="channels">All of them.</param>
    /// <param name="kinds">What can be added.</param>
    /// <param name="people">All of them.</param>
    /// <param name="deliveries">The newest messages, the newest first.</param>
    internal static ChannelsView Of(
        Shell shell, IReadOnlyList<Channel> channels, ChannelKinds kinds, IReadOnlyList<Person> people,
        IReadOnlyList<Delivery> deliveries)
    {
        var words = shell.Words;
        var last = deliveries.GroupBy(delivery => delivery.ChannelId).ToDictionary(of => of.Key, of => of.First());
        var rows = channels.Select(channel => ChannelRow.Of(words, channel, kinds, people, last.GetValueOrDefault(channel.Id)));
        var failed = channels.Where(channel => last.GetValueOrDefault(channel.Id) is { HasArrived: false, Reason: not null })
            .OrderByDescending(channel => last[channel.Id].CreatedAt)
            .FirstOrDefault();
        return new ChannelsView(
            shell,
            words.ToldBy(channels.Count(channel => channel.Enabled)),
            failed is null ? null : new ChannelFailure(failed.Id, failed.Name, last[failed.Id].Reason!),
            [.. rows],
            [.. kinds.All.Select(kind => new FormChoice(kind.Name, words.ChannelKind(kind.Name, kind.Title)))]);
    }
}

/// <summary>A message that did not arrive.</summary>
/// <param name="Id">The channel's.</param>
/// <param name="Name">The channel's.</param>
/// <param name="Reason">Why; in English.</param>
public sealed record ChannelFailure(string Id, string Name, string Reason);

/// <summary>A channel and how it is.</summary>
/// <param name="Id">The channel's.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsOn">Whether it is used.</param>
/// <param name="Says">Who is told by it, and of what.</param>
/// <param name="Last">What became of the last message; <c>null</c> where there was none.</param>
/// <param name="At">When that was, Unix milliseconds UTC.</param>
public sealed record ChannelRow(string Id, string Name, string Kind, bool IsOn, string Says, string? Last, long At)
{
    internal static ChannelRow Of(IWords words, Channel channel, ChannelKinds kinds, IReadOnlyList<Person> people, Delivery? last)
    {
        var names = people.Where(person => person.Channels.Contains(channel.Id)).Select(person => person.Name);
        return new ChannelRow(
            channel.Id,
            channel.Name,
            words.ChannelKind(channel.Kind, kinds.Find(channel.Kind)?.Title ?? channel.Kind),
            channel.Enabled,
            words.TellsWhom(string.Join(", ", names), channel.LeastSeverity == AlertSeverity.Critical),
            last is null ? null : words.Delivery(last.State.ToString()),
            last?.EndedAt ?? last?.CreatedAt ?? 0);
    }
}
