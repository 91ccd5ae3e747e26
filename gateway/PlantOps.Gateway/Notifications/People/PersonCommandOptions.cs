using System.CommandLine;
using System.Globalization;
using PlantOps.Gateway.CommandLine.Usage;

namespace PlantOps.Gateway.Notifications.People;

/// <summary>What can be said of a person on the command line.</summary>
internal sealed class PersonCommandOptions
{
    private const string None = "none";

    private readonly Option<string> _name = new("--name") { Description = "What to call them." };
    private readonly Option<string> _zone = new("--time-zone") { Description = "IANA name such as Europe/Berlin." };
    private readonly Option<string> _quiet = new("--quiet") { Description = "Quiet hours such as 22:00-07:00, or none." };
    private readonly Option<bool?> _critical = new(
        "--critical-at-night") { Description = "Whether what is critical is said in quiet hours too." };
    private readonly Option<string> _digest = new(
        "--digest") { Description = "When the daily digest comes, such as 08:00, or none." };
    private readonly Option<string[]> _channels = new(
        "--channel") { Description = "Id of a channel that reaches them; as often as there are." };

    private readonly Option<string> _language = new("--language") { Description = "In which they read pages." };
    private readonly Option<string> _unit = new("--temperature-unit") { Description = "How pages show them temperatures." };
    private readonly Option<string> _clock = new("--clock") { Description = "How pages show them times." };

    public PersonCommandOptions()
    {
        _language.AcceptOnly([.. PersonRules.Languages, PersonRules.AsTheBrowserSays]);
        _unit.AcceptOnly(PersonRules.TemperatureUnits);
        _clock.AcceptOnly([.. PersonRules.Clocks, PersonRules.AsTheBrowserSays]);
        Check(_quiet, IsQuiet, "is neither of the form 22:00-07:00 nor none");
        Check(_digest, text => text == None || IsTime(text), "is neither a time of day like 08:00 nor none");
        Check(_zone, IsZone, "is no time zone; examples are Europe/Berlin, America/New_York and UTC");
    }

    public Command AddTo(Command command)
    {
        foreach (var option in new Option[] { _zone, _quiet, _critical, _digest, _channels, _language, _unit, _clock })
            command.Options.Add(option);
        if (command.Name == "set") command.Options.Add(_name);
        return command;
    }

    /// <summary>Puts in what was given.</summary>
    public PersonRequest Apply(ParseResult result, PersonRequest person)
    {
        if (result.GetResult(_name) is not null) person.Name = result.GetValue(_name);
        if (result.GetResult(_zone) is not null) person.TimeZone = result.GetValue(_zone);
        if (result.GetValue(_critical) is { } critical) person.CriticalAtNight = critical;
        if (result.GetValue(_digest) is { } digest) person.DigestAt = digest == None ? null : digest;
        if (result.GetValue(_channels) is { Length: > 0 } channels) person.Channels = channels;
        if (result.GetValue(_quiet) is { } quiet) person.QuietHours = quiet == None ? null : Hours(quiet.Split('-', 2));
        if (result.GetValue(_language) is { } language) person.Language = language;
        if (result.GetValue(_unit) is { } unit) person.TemperatureUnit = unit;
        if (result.GetValue(_clock) is { } clock) person.Clock = clock;
        return person;
    }

    private static void Check(Option<string> option, Func<string, bool> isRight, string otherwise) =>
        option.Validators.Add(result =>
    {
        foreach (var token in result.Tokens)
        {
            if (!isRight(token.Value)) result.AddError($"{option.Name}: '{token.Value}' {otherwise}.");
        }
    });

    private static bool IsQuiet(string text) =>
        text == None || (text.Split('-') is [var from, var to] && IsTime(from) && IsTime(to));

    private static bool IsTime(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsZone(string text) => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _);

    private static QuietHoursSettings Hours(string[] parts) => new() { From = parts[0], To = parts[1] };
}
