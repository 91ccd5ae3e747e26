using System.Globalization;
using PlantOps.Contracts;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Notifications.People;

/// <summary>What a person can be, and how what was checked becomes one.</summary>
internal static class PersonRules
{
    /// <summary>Where each browser has a say of its own.</summary>
    public const string AsTheBrowserSays = "browser";

    /// <summary>Of the pages, as HTML names them.</summary>
    public static readonly string[] Languages = ["en", "de"];

    public static readonly string[] TemperatureUnits = ["celsius", "fahrenheit"];

    public static readonly string[] Clocks = ["24h", "12h"];

    private const string TimeFormat = "HH:mm";
    private const string WrongTime = "A time of day as HH:mm, such as 22:00.";

    public static string Text(TimeOnly time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>Every field that is wrong, by its name on the wire, and why. A name that stays may be what it is.</summary>
    public static Dictionary<string, string[]> Check(
        PersonSettings settings, Func<string, bool> isChannel, string? keptName = null)
    {
        var errors = new Dictionary<string, string[]>();
        if (!PrintableText.IsName(settings.Name, Limits.MaxNameLength) && (settings.Name is null || settings.Name != keptName))
            Add("name", $"1 to {Limits.MaxNameLength} printable characters.");
        if (settings.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            Add("time_zone", "An IANA time zone such as Europe/Berlin.");
        if (settings.DigestAt is { } digest && Parse(digest) is null) Add("digest_at", WrongTime);
        if (settings.QuietHours is { } quiet)
        {
            if (Parse(quiet.From) is null) Add("quiet_hours.from", WrongTime);
            if (Parse(quiet.To) is not { } to) Add("quiet_hours.to", WrongTime);
            else if (to == Parse(quiet.From)) Add("quiet_hours.to", "Another time than quiet_hours.from.");
        }

        OneOf("language", settings.Language, [.. Languages, AsTheBrowserSays]);
        OneOf("temperature_unit", settings.TemperatureUnit, TemperatureUnits);
        OneOf("clock", settings.Clock, [.. Clocks, AsTheBrowserSays]);
        foreach (var id in settings.Channels ?? [])
        {
            if (id is null || !isChannel(id)) Add("channels", $"There is no channel '{id}'.");
        }

        return errors;

        void OneOf(string field, string? value, string[] known)
        {
            if (value is not null && !known.Contains(value)) Add(field, $"One of: {string.Join(", ", known)}.");
        }

        void Add(string field, string error) => errors.TryAdd(field, [error]);
    }

    public static Person Person(PersonSettings settings, Person? kept, long now) => new()
    {
        Id = kept?.Id ?? string.Empty,
        CreatedAt = kept?.CreatedAt ?? now,
        Name = settings.Name!.Trim(),
        TimeZone = settings.TimeZone ?? kept?.TimeZone ?? TimeZoneInfo.Local.Id,
        Quiet = settings.QuietHours is { } quiet ? new QuietHours(Parse(quiet.From)!.Value, Parse(quiet.To)!.Value) : null,
        CriticalAtNight = settings.CriticalAtNight,
        DigestAt = Parse(settings.DigestAt),
        Channels = [.. (settings.Channels ?? []).Distinct()],
        Language = Chosen(settings.Language, kept?.Language),
        TemperatureUnit = Chosen(settings.TemperatureUnit, kept?.TemperatureUnit),
        Clock = Chosen(settings.Clock, kept?.Clock),
    };

    /// <summary>What somebody has chosen; what they were asked nothing of stays.</summary>
    public static string? Chosen(string? setting, string? kept) => setting switch
    {
        null => kept,
        AsTheBrowserSays => null,
        _ => setting,
    };

    private static TimeOnly? Parse(string? text) =>
        TimeOnly.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
