using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Notifications.People;

/// <summary>
/// Changes people, on a page, over the API or at the command line: one way, and in the audit log. Sessions of somebody's name
/// are theirs (docs/decisions/0048), and follow when the name changes.
/// </summary>
internal sealed class PeopleChanges(
    PersonStore people, ChannelStore channels, SessionRegistry sessions, AuditLog audit, TimeProvider time)
{
    private const int MaxAttempts = 5;

    /// <summary>Every field that is wrong, by its name on the wire, and why.</summary>
    /// <param name="settings">What somebody is to be.</param>
    /// <param name="kept">What they are; <see langword="null"/> for somebody new.</param>
    public Dictionary<string, string[]> Check(PersonSettings settings, Person? kept = null)
    {
        var errors = PersonRules.Check(settings, channel => channels.Find(channel) is not null, kept?.Name);
        if (!errors.ContainsKey("name") && kept is not null && TakesSessionsElsewhere(kept.Name, settings.Name!.Trim()))
            errors["name"] = ["Somebody else is signed in under that name, or it means somebody else in the audit log."];
        return errors;
    }

    /// <param name="settings">Have passed <see cref="Check"/>.</param>
    /// <param name="who">Adds them.</param>
    public Versioned<Person> Add(PersonSettings settings, Principal who)
    {
        var added = people.Add(PersonRules.Person(settings, null, Now()));
        audit.Note(who, "person.add", added.Id, added.Value.Name);
        return added;
    }

    /// <param name="kept">What they are.</param>
    /// <param name="settings">Have passed <see cref="Check"/>.</param>
    /// <param name="who">Changes them.</param>
    /// <returns><see langword="null"/> where they have changed since.</returns>
    public Versioned<Person>? Change(Versioned<Person> kept, PersonSettings settings, Principal who)
    {
        var changed = PersonRules.Person(settings, kept.Value, Now());
        if (!TryCommit(kept, changed)) return null;
        audit.Note(who, "person.change", changed.Id, changed.Name);
        return new Versioned<Person>(kept.Id, kept.Version + 1, changed);
    }

    /// <summary>Keeps how somebody reads pages, who may be known by nothing else yet.</summary>
    /// <param name="settings">Language, unit and clock; have passed <see cref="PersonRules.Check"/>.</param>
    /// <param name="who">Somebody in a browser, for themselves.</param>
    /// <returns><see langword="false"/> where others keep changing them.</returns>
    public bool TrySetPreferences(PersonSettings settings, Principal who)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var own = people.All.Where(one => IsSame(one.Value.Name, who.Name)).MinBy(one => one.Value.CreatedAt);
            if (own is null)
            {
                Add(new PersonRequest
                {
                    Name = who.Name, Language = settings.Language, TemperatureUnit = settings.TemperatureUnit,
                    Clock = settings.Clock, }, who);
                return true;
            }

            var changed = own.Value with
            {
                Language = PersonRules.Chosen(settings.Language, own.Value.Language),
                TemperatureUnit = PersonRules.Chosen(settings.TemperatureUnit, own.Value.TemperatureUnit),
                Clock = PersonRules.Chosen(settings.Clock, own.Value.Clock),
            };
            if (!people.TryChange(changed, own.Version)) continue;
            audit.Note(who, "person.change", changed.Id, changed.Name);
            return true;
        }

        return false;
    }

    /// <returns><see langword="false"/> where they have changed since.</returns>
    public bool TryRemove(Versioned<Person> person, Principal who)
    {
        if (!people.TryRemove(person)) return false;
        audit.Note(who, "person.remove", person.Id, person.Value.Name);
        return true;
    }

    private bool TryCommit(Versioned<Person> kept, Person changed)
    {
        var (from, to) = (kept.Value.Name, changed.Name);

        // Where two have the same name, nobody can say whose the sessions are: they stay.
        var isShared = people.All.Any(other => other.Id != kept.Id && IsSame(other.Value.Name, from));
        if (from == to || isShared) return people.TryChange(changed, kept.Version);
        return sessions.TryChange(from, session => session with { Person = to }, people.Put(changed, kept.Version));
    }

    private bool TakesSessionsElsewhere(string from, string to) =>
        !IsSame(from, to) && sessions.Of(from).Count > 0 && (sessions.Of(to).Count > 0 || Principal.Reserved.Contains(to));

    private static bool IsSame(string one, string other) => one.Trim().Equals(other.Trim(), StringComparison.OrdinalIgnoreCase);

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
