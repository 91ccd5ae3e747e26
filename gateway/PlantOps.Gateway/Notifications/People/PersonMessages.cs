using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Notifications.People;

/// <summary>A person on the wire.</summary>
internal class PersonSettings
{
    [Description("What to call them.")]
    public string? Name { get; set; }

    [Description("IANA name such as Europe/Berlin; the gateway's own without it.")]
    public string? TimeZone { get; set; }

    [Description("When to leave them in peace; none where it is null.")]
    public QuietHoursSettings? QuietHours { get; set; }

    [Description("Whether what is critical is said in quiet hours too.")]
    public bool CriticalAtNight { get; set; } = true;

    [Description("When the daily digest comes, HH:mm of their time; null for never.")]
    public string? DigestAt { get; set; } = PersonRules.Text(Person.DefaultDigest);

    [Description("Ids of the channels that reach them.")]
    public IReadOnlyList<string>? Channels { get; set; } = [];

    [Description("In which they read pages: en, de, or browser for what each browser asks for. What is not given stays.")]
    public string? Language { get; set; }

    [Description("How pages show them temperatures: celsius or fahrenheit. What is not given stays.")]
    public string? TemperatureUnit { get; set; }

    [Description("How pages show them times: 24h, 12h, or browser for what each browser says. What is not given stays.")]
    public string? Clock { get; set; }
}

/// <summary>Quiet hours on the wire, HH:mm.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class QuietHoursSettings
{
    public string? From { get; set; }

    public string? To { get; set; }
}

/// <summary>
/// What a person is to be. A field that there is not is refused: who writes <c>channel_ids</c> must not believe that somebody is
/// told by them.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class PersonRequest : PersonSettings
{
    [Description("Ignored; there so that what was read can be sent back.")]
    public string? Id { get; set; }

    [Description("Ignored; there so that what was read can be sent back.")]
    public long? CreatedAt { get; set; }
}

/// <summary>A person, as the API shows them.</summary>
internal sealed class PersonView : PersonSettings
{
    public required string Id { get; set; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long CreatedAt { get; set; }

    public static PersonView Of(Person person) => new()
    {
        Id = person.Id,
        CreatedAt = person.CreatedAt,
        Name = person.Name,
        TimeZone = person.TimeZone,
        QuietHours = person.Quiet is { } quiet
            ? new QuietHoursSettings { From = PersonRules.Text(quiet.From), To = PersonRules.Text(quiet.To) }
            : null,
        CriticalAtNight = person.CriticalAtNight,
        DigestAt = person.DigestAt is { } digest ? PersonRules.Text(digest) : null,
        Channels = person.Channels,
        Language = person.Language ?? PersonRules.AsTheBrowserSays,
        TemperatureUnit = person.TemperatureUnit ?? PersonRules.TemperatureUnits[0],
        Clock = person.Clock ?? PersonRules.AsTheBrowserSays,
    };
}
