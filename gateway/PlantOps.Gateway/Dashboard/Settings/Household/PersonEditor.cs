using PlantOps.Contracts;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Web.Requests;
using Errors = System.Collections.Generic.Dictionary<string, System.Func<PlantOps.Gateway.Dashboard.Words.IWords, string>>;

namespace PlantOps.Gateway.Dashboard.Settings.Household;

/// <summary>Checks and shows what was typed of a person, and does what concerns where they are signed in.</summary>
internal sealed class PersonEditor(
    PersonStore people, ChannelStore channels, SessionRegistry sessions, SessionStart start, PeopleChanges changes,
    AuditLog audit)
{
    /// <summary>What is wrong, by field.</summary>
    public Errors Check(PersonForm form, Person? kept, HttpContext context)
    {
        var errors = new Errors();
        var name = form.Settings.Name?.Trim();
        foreach (var field in changes.Check(form.Settings, kept).Keys) Add(field);
        if (!errors.ContainsKey(PersonForm.Name) && IsTaken(name!, kept)) errors[PersonForm.Name] = words => words.NameInUse;
        if (form.Role is { } role && role != TokenRoles.Owner && sessions.Of(kept?.Name ?? name ?? string.Empty).Any(IsHere))
            errors[PersonForm.Rights] = words => words.OwnRightsStay;
        return errors;

        bool IsHere(Session session) => session.Id == context.Principal().Id;

        void Add(string field)
        {
            var (at, problem) = field switch
            {
                "name" => (PersonForm.Name, NameProblem),
                "time_zone" => (PersonForm.Zone, words => words.ZoneNeeded),
                "digest_at" => (PersonForm.Digest, words => words.TimeNeeded),
                "quiet_hours.from" => (PersonForm.QuietFrom, words => words.TimeNeeded),
                "quiet_hours.to" => (PersonForm.QuietTo, QuietToProblem),
                _ => (PersonForm.Name, (Func<IWords, string>)(words => words.ChannelIsGone)),
            };
            errors.TryAdd(at, problem);
        }

        string NameProblem(IWords words) =>
            PrintableText.IsName(form.Settings.Name, Limits.MaxNameLength) && !Principal.Reserved.Contains(name)
                ? words.NameInUse
                : words.NameNeeded;

        string QuietToProblem(IWords words) =>
            form.Settings.QuietHours!.To == form.Settings.QuietHours.From ? words.OtherTimeNeeded : words.TimeNeeded;
    }

    /// <summary>Gives somebody other rights, in every browser that they are signed in with.</summary>
    public void SetRole(PersonForm form, HttpContext context)
    {
        var name = form.Settings.Name!.Trim();
        if (TokenRoles.Parse(form.Role) is null || sessions.Of(name).All(session => session.Role == form.Role)) return;
        if (sessions.TryChange(name, session => session with { Role = form.Role! }))
            audit.Note(context.Principal(), "session.role", null, $"{name}, {form.Role}");
    }

    public void EndSessions(string person, HttpContext context)
    {
        foreach (var session in sessions.Of(person)) start.End(session.Id, context.Principal());
    }

    /// <summary>The page of a person, with what is wrong.</summary>
    /// <param name="context">The request.</param>
    /// <param name="kept">Who it is; <see langword="null"/> for somebody new.</param>
    /// <param name="form">What is in the fields.</param>
    /// <param name="errors">What is wrong with it, by field.</param>
    public HtmlPage Page(HttpContext context, Versioned<Person>? kept, PersonForm form, Errors errors)
    {
        var shell = Shell.Of(context, words => kept?.Value.Name ?? words.AddPerson, Place.Settings);
        var name = kept?.Value.Name ?? form.Settings.Name;
        var roles = name is null ? [] : sessions.Of(name).Select(session => session.Role).Distinct().ToList();
        var view = PersonPageView.Of(
            shell, Languages.SpeechOf(context.Request), kept?.Value, form, roles, channels.All.Select(channel => channel.Value),
            errors);
        var status = errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return new HtmlPage(PersonHtml.Create(view), status);
    }

    // Of another person, or of somebody else who is signed in.
    private bool IsTaken(string name, Person? kept)
    {
        if (kept is not null && IsSame(kept.Name, name)) return false;
        if (people.All.Any(other => other.Id != kept?.Id && IsSame(other.Value.Name, name))) return true;
        return kept is not null && sessions.Of(name).Count > 0;
    }

    private static bool IsSame(string one, string other) => one.Trim().Equals(other.Trim(), StringComparison.OrdinalIgnoreCase);
}
