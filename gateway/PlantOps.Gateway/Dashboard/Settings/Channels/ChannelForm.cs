using System.Globalization;
using PlantOps.Contracts;
using PlantOps.Gateway.Access.Secrets;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.Channels;

namespace PlantOps.Gateway.Dashboard.Settings.Channels;

/// <summary>
/// The form of a channel, for every kind: made of the fields that the kind declares. A secret is never shown again; left empty
/// it stays as it is.
/// </summary>
internal static class ChannelForm
{
    private const string Name = "name";
    private const string Prefix = "fields.";
    private const int MaxText = 2000;

    private static readonly Dictionary<string, string[]> NoErrors = [];

    /// <param name="words">The language.</param>
    /// <param name="kind">Of the channel.</param>
    /// <param name="settings">What was typed, or what is kept; <see langword="null"/> for a new one.</param>
    /// <param name="kept">What is kept, with its secrets masked; <see langword="null"/> for a new one.</param>
    /// <param name="errors">What is wrong with what was typed.</param>
    public static IReadOnlyList<FormField> Fields(
        IWords words, ChannelKind kind, ChannelSettings? settings, ChannelSettings? kept,
        Dictionary<string, string[]>? errors = null)
    {
        return
        [
            new FormField(Name, words.NameOfChannel, settings?.Name, ProblemOf(Name))
            {
                IsRequired = true, MaxLength = Limits.MaxNameLength, Help = words.NameOfChannelHelp,
            },
            .. kind.Fields.Select(field => new FormField(
                Prefix + field.Name,
                words.ChannelField(field.Name),
                field.IsSecret ? null : settings?[field.Name],
                ProblemOf(field.Name))
            {
                Type = field.IsNumber ? "number" : "text",
                IsSecret = field.IsSecret,
                MaxLength = MaxText,
                IsRequired = field.IsRequired && !(field.IsSecret && kept?[field.Name] is not null),
                Help = words.ChannelFieldHelp(kind.Name, field.Name, field.Help, field.IsRequired)
                    + (field.IsSecret && kept?[field.Name] is { } mask
                        ? " " + words.SecretStays(SecretMask.EndIn(mask))
                        : string.Empty),
            }),
        ];

        string? ProblemOf(string name) =>
            (errors ?? NoErrors).GetValueOrDefault(name) is [var problem, ..] ? words.ChannelProblem(problem) : null;
    }

    /// <summary>What was typed.</summary>
    public static ChannelRequest Read(IFormCollection form, ChannelKind kind, ChannelSettings? kept)
    {
        var request = new ChannelRequest
        {
            Kind = kind.Name, Name = form[Name].ToString().Trim(), Enabled = kept?.Enabled ?? false,
        };
        if (kept is not null) request.LeastSeverity = kept.LeastSeverity;
        foreach (var field in kind.Fields)
        {
            var typed = form[Prefix + field.Name].ToString().Trim();
            if (typed.Length == 0 && field.IsSecret) typed = kept?[field.Name] ?? string.Empty;
            if (typed.Length == 0) continue;

            // What is no number is kept as it was typed: the rules say what is wrong with it.
            var isWritten = !field.IsNumber || int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out _);
            if (isWritten) field.Write(request, typed);
            else request[field.Name] = typed;
        }

        return request;
    }
}
