using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Dashboard.Settings.Household;

/// <summary>The people of the household.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Waiting">How many browsers wait to be let in, in words; <c>null</c> where none does.</param>
/// <param name="People">By name.</param>
public sealed record HouseholdView(Shell Shell, string? Waiting, IReadOnlyList<PersonRow> People)
{
    /// <param name="shell">The frame.</param>
    /// <param name="speech">The language.</param>
    /// <param name="members">Everybody.</param>
    /// <param name="channels">All that there are.</param>
    /// <param name="lastSeen">When a session was last used.</param>
    /// <param name="waiting">How many browsers wait to be let in.</param>
    /// <param name="here">The session of whoever looks.</param>
    internal static HouseholdView Of(
        Shell shell, Speech speech, IEnumerable<HouseholdMember> members, IReadOnlyList<Channel> channels,
        Func<Session, long> lastSeen, int waiting, string? here) => new(
        shell,
        waiting > 0 ? shell.Words.WaitToComeIn(waiting) : null,
        [.. members.Select(member => PersonRow.Of(member, speech, channels, lastSeen, here))]);
}

/// <summary>Somebody, what they are told, and where they are signed in.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Roles">What they may do, in words; <c>null</c> where they are not signed in.</param>
/// <param name="Path">Where they are changed.</param>
/// <param name="IsTold">Somebody has said what they are told.</param>
/// <param name="Told">When and how, in sentences.</param>
/// <param name="Day">Their quiet hours as a picture; <c>null</c> where there are none.</param>
/// <param name="Sessions">Where they are signed in.</param>
/// <param name="EndAll">Ends all that can be ended at once, in words; <c>null</c> where that is no more than one.</param>
public sealed record PersonRow(
    string Name,
    string? Roles,
    string Path,
    bool IsTold,
    IReadOnlyList<string> Told,
    DayStrip? Day,
    IReadOnlyList<SessionRow> Sessions,
    string? EndAll)
{
    internal static PersonRow Of(
        HouseholdMember member, Speech speech, IReadOnlyList<Channel> channels, Func<Session, long> lastSeen, string? here)
    {
        var words = speech.Words;
        var roles = member.Sessions.Select(session => session.Role).Distinct().Select(words.Role).ToList();
        var others = member.Sessions.Count(session => session.Id != here);
        var isHere = others < member.Sessions.Count;
        return new PersonRow(
            member.Name,
            roles.Count > 0 ? string.Join(", ", roles) : null,
            member.Person is { } person
                ? $"{HouseholdPage.Path}/{person.Id}"
                : $"{HouseholdPage.Path}/new?name={Uri.EscapeDataString(member.Name)}",
            member.Person is not null,
            member.Person is { } told ? ToldOf(told, speech, channels) : [words.SignedInOnly],
            member.Person?.Quiet is { } quiet ? DayStrip.Of(quiet, member.Person.DigestAt, speech) : null,
            [.. member.Sessions.Select(session => new SessionRow(
                session.Id, session.Browser, words.Role(session.Role), lastSeen(session), session.Id == here))],
            others < 2 ? null : isHere ? words.EndAllOthers : words.EndAll);
    }

    private static List<string> ToldOf(Person person, Speech speech, IReadOnlyList<Channel> channels)
    {
        var words = speech.Words;
        var names = channels.Where(channel => person.Channels.Contains(channel.Id)).Select(channel => channel.Name).ToList();
        var told = new List<string> { names.Count == 0
            ? words.NoChannelIsTheirs
            : words.ToldThrough(string.Join(", ", names)) + "." };
        if (person.Quiet is not { } quiet) told.Add(words.ToldAtAnyHour);
        else
        {
            told.Add(words.QuietBetween(speech.TimeOfDay(quiet.From), speech.TimeOfDay(quiet.To)));
            told.Add(person.CriticalAtNight ? words.CriticalAnyway : words.NothingWhileQuiet);
        }

        told.Add(person.DigestAt is { } at ? words.DigestAt(speech.TimeOfDay(at)) : words.NoDigest);
        return told;
    }
}

/// <summary>A browser that somebody is signed in with.</summary>
/// <param name="Id">By which it is ended.</param>
/// <param name="Browser">What it is.</param>
/// <param name="Role">What they may do there.</param>
/// <param name="LastUsed">Unix milliseconds UTC.</param>
/// <param name="IsHere">It is the one that looks.</param>
public sealed record SessionRow(string Id, string Browser, string Role, long LastUsed, bool IsHere);
