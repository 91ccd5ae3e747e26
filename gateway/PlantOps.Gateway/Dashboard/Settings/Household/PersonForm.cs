using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Dashboard.Settings.Household;

/// <summary>What somebody typed of a person.</summary>
/// <param name="Settings">What they are to be.</param>
internal sealed record PersonForm(PersonRequest Settings)
{
    public const string Name = "name";
    public const string Rights = "role";
    public const string QuietFrom = "quiet_from";
    public const string QuietTo = "quiet_to";
    public const string Critical = "critical_at_night";
    public const string Digest = "digest_at";
    public const string Zone = "time_zone";
    public const string Channel = "channel.";
    public const string Confirm = "confirm";

    /// <summary>What they are to be allowed; <c>null</c> where that stays.</summary>
    public string? Role { get; init; }

    /// <summary>What was typed to remove them.</summary>
    public string? Typed { get; init; }

    public static PersonForm New(string? name) => new(new PersonRequest { Name = name });

    public static PersonForm Of(Person person)
    {
        var view = PersonView.Of(person);
        return new PersonForm(new PersonRequest
        {
            Name = view.Name,
            TimeZone = view.TimeZone,
            QuietHours = view.QuietHours,
            CriticalAtNight = view.CriticalAtNight,
            DigestAt = view.DigestAt,
            Channels = view.Channels,
        });
    }

    public static PersonForm Of(IFormCollection form)
    {
        var (from, to) = (Text(QuietFrom), Text(QuietTo));
        return new PersonForm(new PersonRequest
        {
            Name = Text(Name),
            TimeZone = Text(Zone),
            QuietHours = from is null && to is null ? null : new QuietHoursSettings { From = from, To = to },
            CriticalAtNight = Text(Critical) is not null,
            DigestAt = Text(Digest),
            Channels =
            [
                .. form.Keys.Where(key => key.StartsWith(Channel, StringComparison.Ordinal)).Select(key => key[Channel.Length..]),
            ],
        }) { Role = Text(Rights) };

        string? Text(string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
    }
}
