using PlantOps.Gateway.Access;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Dashboard.Settings.Household;

/// <summary>A person to be changed, or somebody new.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Action">Where it is sent.</param>
/// <param name="Problems">What is wrong with what was sent.</param>
/// <param name="Who">Who they are, and what they may do.</param>
/// <param name="Quiet">When they are left in peace.</param>
/// <param name="Told">How they are told.</param>
/// <param name="Day">Their quiet hours as a picture.</param>
/// <param name="Remove">What removes them; <c>null</c> for somebody new.</param>
public sealed record PersonPageView(
    Shell Shell,
    string Action,
    FormProblems Problems,
    IReadOnlyList<FormField> Who,
    IReadOnlyList<FormField> Quiet,
    IReadOnlyList<FormField> Told,
    DayStrip? Day,
    FormField? Remove)
{
    /// <param name="shell">The frame.</param>
    /// <param name="speech">The language.</param>
    /// <param name="kept">Who it is; <c>null</c> for somebody new.</param>
    /// <param name="form">What is in the fields.</param>
    /// <param name="roles">What they may do where they are signed in.</param>
    /// <param name="channels">All that there are.</param>
    /// <param name="errors">What is wrong, by field.</param>
    internal static PersonPageView Of(
        Shell shell, Speech speech, Person? kept, PersonForm form, IReadOnlyList<string> roles,
        IEnumerable<Channel> channels, IReadOnlyDictionary<string, Func<IWords, string>> errors)
    {
        var (words, settings) = (shell.Words, form.Settings);
        FormField[] who = [Field(PersonForm.Name, words.NameOfPerson, settings.Name) with { IsRequired = true, MaxLength = 64 }];
        if (roles.Count > 0) who = [.. who, RightsOf()];
        FormField[] quiet =
        [
            Field(PersonForm.QuietFrom, words.QuietFrom, settings.QuietHours?.From) with { Type = "time" },
            Field(PersonForm.QuietTo, words.QuietTo, settings.QuietHours?.To) with { Type = "time", Help = words.QuietHelp },
            Field(PersonForm.Critical, words.CriticalAtNight, settings.CriticalAtNight ? "true" : null) with
            {
                Type = "checkbox",
            },
        ];
        FormField[] told =
        [
            Field(PersonForm.Digest, words.DigestTime, settings.DigestAt) with { Type = "time", Help = words.DigestHelp },
            Field(PersonForm.Zone, words.TimeZone, settings.TimeZone ?? TimeZoneInfo.Local.Id) with { Help = words.TimeZoneHelp },
            .. channels.Select(ChannelOf),
        ];
        var remove = kept is null
            ? null
            : Field(PersonForm.Confirm, words.TypeToRemove(kept.Name), form.Typed) with { MaxLength = 64 };
        return new PersonPageView(
            shell,
            $"{HouseholdPage.Path}/{kept?.Id ?? "new"}",
            FormField.ProblemsOf(words, [.. who, .. quiet, .. told, .. remove is null ? Array.Empty<FormField>() : [remove]]),
            who,
            quiet,
            told,
            kept?.Quiet is { } hours ? DayStrip.Of(hours, kept.DigestAt, speech) : null,
            remove);

        FormField Field(string name, string label, string? value) =>
            new(name, label, value, errors.TryGetValue(name, out var problem) ? problem(words) : null);

        FormField ChannelOf(Channel channel) => Field(
            PersonForm.Channel + channel.Id, words.ToldThrough(channel.Name),
            settings.Channels?.Contains(channel.Id) == true ? "true" : null)
            with { Type = "checkbox" };

        // Where they may not do the same everywhere, that stays until somebody says otherwise.
        FormField RightsOf()
        {
            var choices = TokenRoles.Names.Select(role => new FormChoice(role, words.Role(role)));
            if (roles.Count > 1)
                choices = choices.Prepend(new FormChoice(string.Empty, string.Join(", ", roles.Select(words.Role))));
            return Field(PersonForm.Rights, words.Rights, form.Role ?? (roles.Count > 1 ? string.Empty : roles[0])) with
            {
                Type = "select", Help = words.RightsHelp, Choices = [.. choices],
            };
        }
    }
}
