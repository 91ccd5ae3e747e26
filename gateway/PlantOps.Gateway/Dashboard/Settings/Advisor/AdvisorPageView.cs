using System.Globalization;
using PlantOps.Gateway.Access.Secrets;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Dashboard.Frame;

namespace PlantOps.Gateway.Dashboard.Settings.Advisor;

/// <summary>Whose model words care plans and answers questions.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Source">Which of both holds, in words.</param>
/// <param name="Who">Who is asked.</param>
/// <param name="Budget">What it may cost.</param>
/// <param name="More">What hardly anybody changes.</param>
/// <param name="Photos">The leave to send photos.</param>
/// <param name="Problems">What is wrong with what was sent.</param>
public sealed record AdvisorPageView(
    Shell Shell, string Source, IReadOnlyList<FormField> Who, IReadOnlyList<FormField> Budget, IReadOnlyList<FormField> More,
    FormField Photos, FormProblems Problems)
{
    /// <summary>What was done, in words; <c>null</c> where nothing was.</summary>
    public string? Done { get; init; }

    /// <summary>What it has used of its budget, in words; <c>null</c> where nobody is asked.</summary>
    public string? Used { get; init; }

    /// <summary>Why the model did not answer; in English.</summary>
    public string? Failure { get; init; }

    /// <summary>Why it is not as somebody set it; in English.</summary>
    public string? Warning { get; init; }

    /// <summary>Whether something is set here that can be forgotten.</summary>
    public bool CanReset { get; init; }

    internal static AdvisorPageView Of(
        Shell shell, AdvisorState state, AdvisorForm? form = null, IReadOnlyDictionary<string, string>? errors = null,
        IReadOnlyList<string>? models = null)
    {
        var (words, kept) = (shell.Words, AdvisorView.Of(state));
        FormField[] who =
        [
            Field(AdvisorFields.Provider) with
            {
                Type = "select",
                Choices =
                [
                    .. Enum.GetValues<AdvisorProvider>().Select(AdvisorApi.NameOf)
                        .Select(name => new FormChoice(name, words.AdvisorProvider(name))),
                ],
            },
            Field(AdvisorFields.Model) with { MaxLength = AdvisorRules.MaxModel, Suggestions = models ?? [] },
            Field(AdvisorFields.Address) with { MaxLength = AdvisorRules.MaxAddress },
            Field(AdvisorFields.ApiKey) with
            {
                Value = null, IsSecret = true, MaxLength = AdvisorRules.MaxKey,
                Help = kept.ApiKey is { } mask
                    ? $"{words.AdvisorFieldHelp(AdvisorFields.ApiKey)} {words.SecretStays(SecretMask.EndIn(mask))}"
                    : words.AdvisorFieldHelp(AdvisorFields.ApiKey),
            },
        ];
        FormField[] budget = [.. AdvisorForm.Numbers.Take(5).Select(Number)];
        FormField[] more =
        [
            .. AdvisorForm.Numbers.Skip(5).Select(Number), Field(AdvisorFields.AllowLocalTargets) with { Type = "checkbox" },
        ];
        var provider = form?.Typed[AdvisorFields.Provider] ?? AdvisorApi.NameOf(kept.Provider);
        var photos = Field(AdvisorFields.Photos) with
        {
            Type = "checkbox",
            Label = words.AdvisorPhotos(provider is "openai" or "anthropic" ? words.AdvisorProvider(provider) : null),
        };
        return new AdvisorPageView(
            shell, words.AdvisorSource(kept.Source == AdvisorSource.Stored), who, budget, more,
            photos.Problem is null ? photos : photos with { Value = "false" },
            FormField.ProblemsOf(words, [.. who, .. budget, .. more, photos]))
        {
            Warning = state.Problem, CanReset = kept.Source == AdvisorSource.Stored,
        };

        FormField Field(string name) => new(
            name, words.AdvisorField(name), form?.Typed[name] ?? ValueOf(kept, name), errors?.GetValueOrDefault(name))
        {
            Help = words.AdvisorFieldHelp(name),
        };

        FormField Number(string name)
        {
            var isMoney = name is AdvisorFields.InputPrice or AdvisorFields.OutputPrice or AdvisorFields.MonthCost;
            return Field(name) with { Type = "number", Min = isMoney ? "0" : "1", Step = isMoney ? "any" : "1" };
        }
    }

    private static string? ValueOf(AdvisorView kept, string name) => name switch
    {
        AdvisorFields.Provider => AdvisorApi.NameOf(kept.Provider),
        AdvisorFields.Model => kept.Model,
        AdvisorFields.Address => kept.Address,
        AdvisorFields.DayTokens => Text(kept.DayTokens),
        AdvisorFields.MonthTokens => Text(kept.MonthTokens),
        AdvisorFields.InputPrice => Text(kept.InputPrice),
        AdvisorFields.OutputPrice => Text(kept.OutputPrice),
        AdvisorFields.MonthCost => Text(kept.MonthCost),
        AdvisorFields.TimeoutSeconds => Text(kept.TimeoutSeconds),
        AdvisorFields.RefreshDays => Text(kept.RefreshDays),
        AdvisorFields.Photos => kept.Photos ? "true" : "false",
        AdvisorFields.AllowLocalTargets => kept.AllowLocalTargets ? "true" : "false",
        _ => null,
    };

    private static string? Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture);
}
