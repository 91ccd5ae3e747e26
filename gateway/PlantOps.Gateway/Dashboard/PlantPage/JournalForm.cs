using System.Globalization;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants.Journal;

namespace PlantOps.Gateway.Dashboard.PlantPage;

/// <summary>What somebody notes of a plant, as they typed it.</summary>
internal sealed record JournalForm
{
    private const long Hour = 60 * 60 * 1000;

    /// <summary>How long ago it can have been, in hours: times of day differ from place to place, these do not.</summary>
    public static readonly IReadOnlyList<int> HoursAgo = [0, 1, 3, 6, 12, 24, 48, 72, 168];

    public string Kind { get; init; } = nameof(JournalKind.Watered);

    public string Ago { get; init; } = "0";

    public string Amount { get; init; } = string.Empty;

    public string Text { get; init; } = string.Empty;

    public static async Task<JournalForm> Read(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return new JournalForm
        {
            Kind = form["kind"].ToString(),
            Ago = form["ago"].ToString(),
            Amount = form["amount"].ToString().Trim(),
            Text = form["text"].ToString().ReplaceLineEndings("\n").Trim(),
        };
    }

    /// <summary>As the API is asked. What is no number is one that is refused.</summary>
    public JournalRequest ToRequest(long now) => new()
    {
        Kind = Enum.TryParse<JournalKind>(Kind, out var kind) && Enum.IsDefined(kind) ? kind : null,
        At = int.TryParse(Ago, out var hours) && HoursAgo.Contains(hours) ? now - (hours * Hour) : now,
        AmountMl = Amount.Length == 0 ? null : int.TryParse(Amount, NumberStyles.None, CultureInfo.InvariantCulture, out var ml)
            ? ml : -1,
        Text = Text.Length == 0 ? null : Text,
    };

    /// <summary>What is wrong, by field, in words.</summary>
    public Dictionary<string, string> Check(JournalRequest request, long now, IWords words)
    {
        var refused = request.Check(now);
        var wrong = new Dictionary<string, string>();
        if (refused.ContainsKey("kind")) wrong["kind"] = words.SayWhatWasDone;
        if (refused.ContainsKey("text")) wrong["text"] = Text.Length == 0 ? words.NoteNeedsText
            : words.NotALine(JournalRequest.MaxText);
        if (refused.ContainsKey("amount_ml"))
        {
            wrong["amount"] = request.AmountMl is >= 1 and <= JournalRequest.MaxAmountMl ? words.OnlyWateringHasAmount
                : words.NotAnAmount;
        }

        return wrong;
    }
}

/// <summary>The form that notes what was done.</summary>
/// <param name="Words">The language.</param>
/// <param name="PlantId">To which plant.</param>
/// <param name="Fields">What is asked.</param>
/// <param name="Problems">What is wrong.</param>
public sealed record JournalFormView(IWords Words, string PlantId, IReadOnlyList<FormField> Fields, FormProblems Problems)
{
    internal static JournalFormView Of(
        Speech speech, string plantId, JournalForm form, IReadOnlyDictionary<string, string>? wrong = null)
    {
        var words = speech.Words;
        FormField[] fields =
        [
            new("kind", words.WhatWasDone, form.Kind, wrong?.GetValueOrDefault("kind"))
            {
                Type = "select", Choices = [.. Enum.GetValues<JournalKind>().Select(
                    kind => new FormChoice(kind.ToString(), words.Did(kind.ToString())))],
            },
            new("ago", words.WhenItWasDone, form.Ago)
            {
                Type = "select", Choices = [.. JournalForm.HoursAgo.Select(hours => Choice(hours, speech))],
            },
            new("amount", words.AmountOfWater, form.Amount, wrong?.GetValueOrDefault("amount"))
            {
                Type = "number", Min = "1", Max = JournalRequest.MaxAmountMl.ToString(CultureInfo.InvariantCulture),
                    Help = words.AmountHelp,
            },
            new("text", words.MoreAboutIt, form.Text, wrong?.GetValueOrDefault("text")) { Type = "textarea",
                MaxLength = JournalRequest.MaxText },
        ];
        return new JournalFormView(words, plantId, fields, FormField.ProblemsOf(words, fields));
    }

    private static FormChoice Choice(int hours, Speech speech) => new(
        hours.ToString(CultureInfo.InvariantCulture),
        hours == 0 ? speech.Words.JustNow : speech.Words.Ago(speech.Duration(hours * 60L * 60 * 1000)));
}
