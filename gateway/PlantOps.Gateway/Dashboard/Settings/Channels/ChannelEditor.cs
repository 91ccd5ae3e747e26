using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Dashboard.Settings.Channels;

/// <summary>One channel.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Title">What it is called, or what is added.</param>
/// <param name="Kind">The name of its kind.</param>
/// <param name="Fields">What it needs.</param>
/// <param name="Problems">What is wrong with what was typed.</param>
public sealed record ChannelEditor(Shell Shell, string Title, string Kind, IReadOnlyList<FormField> Fields, FormProblems Problems)
{
    /// <summary><c>null</c> for one that is added.</summary>
    public string? Id { get; init; }

    /// <summary>Where the form is sent.</summary>
    public string Action => Id is null ? ChannelsPage.Path : $"{ChannelsPage.Path}/{Id}";

    /// <summary>Why the last test was not sent; in English.</summary>
    public string? Failure { get; init; }

    /// <summary>What to know, above the form.</summary>
    public string? Notice { get; init; }

    /// <summary>How it is used; <c>null</c> for one that is added.</summary>
    public ChannelUse? Use { get; init; }

    internal static ChannelEditor New(Shell shell, ChannelKind kind, ChannelSettings? typed, Dictionary<string, string[]>? errors)
    {
        var fields = ChannelForm.Fields(shell.Words, kind, typed, null, errors);
        var title = shell.Words.ChannelKind(kind.Name, kind.Title);
        return new ChannelEditor(shell, title, kind.Name, fields, FormField.ProblemsOf(shell.Words, fields));
    }
}

/// <summary>How a channel is used.</summary>
/// <param name="Id">The channel's.</param>
/// <param name="IsOn">Whether it is.</param>
/// <param name="Severity">Of what is told.</param>
/// <param name="People">Who is told by it.</param>
public sealed record ChannelUse(string Id, bool IsOn, FormField Severity, IReadOnlyList<PersonChoice> People);

/// <summary>Somebody who can be told.</summary>
/// <param name="Id">The person's.</param>
/// <param name="Name">The person's.</param>
/// <param name="IsTold">Whether they are.</param>
public sealed record PersonChoice(string Id, string Name, bool IsTold);

/// <summary>Makes what is shown of a channel that there is.</summary>
internal sealed class ChannelEditors(ChannelMapper mapper, ChannelKinds kinds, ChannelTester tester, PersonStore people)
{
    public ChannelKind? KindOf(Channel channel) => kinds.Find(channel.Kind);

    /// <summary>What is kept of it, with its secrets masked.</summary>
    public ChannelSettings Kept(Channel channel) => mapper.View(channel);

    public ChannelEditor Of(
        Shell shell,
        Channel channel,
        ChannelSettings? typed = null,
        Dictionary<string, string[]>? errors = null,
        bool didNotArrive = false,
        bool didChange = false)
    {
        var words = shell.Words;
        var kept = Kept(channel);
        var fields = KindOf(channel) is { } kind ? ChannelForm.Fields(words, kind, typed ?? kept, kept, errors) : [];
        return new ChannelEditor(shell, channel.Name, channel.Kind, fields, FormField.ProblemsOf(words, fields))
        {
            Id = channel.Id,
            Failure = tester.LastOf(channel.Id) is { Sent: false } test ? test.Reason : null,
            Notice = didNotArrive ? words.WhyItDidNotArrive : didChange ? words.ChangedMeanwhile : null,
            Use = new ChannelUse(
                channel.Id,
                channel.Enabled,
                new FormField("severity", words.OfWhat, channel.LeastSeverity == AlertSeverity.Critical ? "critical" : "warning")
                {
                    Type = "select",
                    Choices = [new FormChoice("warning", words.OfEverything), new FormChoice("critical", words.OfWhatCannotWait)],
                },
                [
                    .. people.All.Select(person => new PersonChoice(
                        person.Id, person.Value.Name, person.Value.Channels.Contains(channel.Id))),
                ]),
        };
    }
}
