using System.Globalization;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Dashboard.Words;

namespace PlantOps.Gateway.Dashboard.Settings.Advisor;

/// <summary>What was typed into the advisor's form.</summary>
/// <param name="Typed">By the field's name on the wire.</param>
/// <param name="Wanted">Which button was pressed.</param>
internal sealed record AdvisorForm(IReadOnlyDictionary<string, string> Typed, string Wanted)
{
    public const string Test = "test";
    public const string List = "list";

    /// <summary>The name of the buttons.</summary>
    public const string Button = "do";

    /// <summary>Longer texts are cut: the rules say that they are too long.</summary>
    private const int MaxText = 2000;

    /// <summary>In the order of the page.</summary>
    public static readonly IReadOnlyList<string> Texts =
        [AdvisorFields.Provider, AdvisorFields.Model, AdvisorFields.Address, AdvisorFields.ApiKey];

    public static readonly IReadOnlyList<string> Numbers =
    [
        AdvisorFields.DayTokens, AdvisorFields.MonthTokens, AdvisorFields.InputPrice, AdvisorFields.OutputPrice,
        AdvisorFields.MonthCost,
        AdvisorFields.TimeoutSeconds, AdvisorFields.RefreshDays,
    ];

    public static readonly IReadOnlyList<string> Boxes = [AdvisorFields.Photos, AdvisorFields.AllowLocalTargets];

    public static AdvisorForm Of(IFormCollection form) => new(
        Texts.Concat(Numbers).Concat(Boxes).ToDictionary(name => name, name => Cut(form[name].ToString().Trim())),
        form[Button].ToString());

    /// <summary>What is to be different. A key that is left empty stays as it is.</summary>
    public AdvisorChange Read(IWords words, AdvisorView kept, out Dictionary<string, string> errors)
    {
        var wrong = new Dictionary<string, string>();
        var change = new AdvisorChange
        {
            Provider = Typed[AdvisorFields.Provider],
            Model = Typed[AdvisorFields.Model],
            DayTokens = Whole(AdvisorFields.DayTokens),
            MonthTokens = Whole(AdvisorFields.MonthTokens),
            InputPrice = Number(AdvisorFields.InputPrice),
            OutputPrice = Number(AdvisorFields.OutputPrice),
            MonthCost = Number(AdvisorFields.MonthCost),
            TimeoutSeconds = (int)Math.Clamp(Whole(AdvisorFields.TimeoutSeconds) ?? Seconds, -1, int.MaxValue),
            RefreshDays = (int)Math.Clamp(Whole(AdvisorFields.RefreshDays) ?? Days, -1, int.MaxValue),
            AllowLocalTargets = Typed[AdvisorFields.AllowLocalTargets] == "true",
        };
        var (provider, address) = (Typed[AdvisorFields.Provider], Typed[AdvisorFields.Address]);

        // What only stands there from before was not said about another provider, and not about none.
        if (provider == AdvisorApi.NameOf(kept.Provider) || address != (kept.Address ?? string.Empty)) change.Address = address;
        if (provider != AdvisorApi.NameOf(AdvisorProvider.None)) change.Photos = Typed[AdvisorFields.Photos] == "true";
        if (Typed[AdvisorFields.ApiKey] is { Length: > 0 } key) change.ApiKey = key;
        errors = wrong;
        return change;

        long? Whole(string name)
        {
            if (Typed[name] is not { Length: > 0 } text) return null;
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
            wrong[name] = words.AdvisorNoNumber;
            return null;
        }

        // A comma is what the field of a German browser may send where it knows no numbers.
        decimal? Number(string name)
        {
            const NumberStyles Form = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
            if (Typed[name] is not { Length: > 0 } text) return null;
            if (decimal.TryParse(text.Replace(',', '.'), Form, CultureInfo.InvariantCulture, out var number)) return number;
            wrong[name] = words.AdvisorNoNumber;
            return null;
        }
    }

    private static long Seconds => (long)new AdvisorSettings().Timeout.TotalSeconds;

    private static long Days => new AdvisorSettings().RefreshDays;

    private static string Cut(string text) => text.Length <= MaxText ? text : text[..MaxText];
}
