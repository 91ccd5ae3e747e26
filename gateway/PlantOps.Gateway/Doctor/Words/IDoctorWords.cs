using System.Globalization;

namespace PlantOps.Gateway.Doctor.Words;

/// <summary>Says what was found in a language; the same for the terminal, the API and the dashboard.</summary>
internal interface IDoctorWords
{
    string Language { get; }

    /// <summary>What a check looks at.</summary>
    string Check(string name);

    /// <summary>What is wrong, in a sentence.</summary>
    string Problem(Finding finding);

    /// <summary>What to do.</summary>
    string Remedy(Finding finding);
}

/// <summary>Sentences with the values of a finding in them: {0} is its first.</summary>
internal abstract class DoctorWords : IDoctorWords
{
    public abstract string Language { get; }

    public abstract string Check(string name);

    public string Problem(Finding finding) => Say(Forms(finding.Kind).Problem, finding);

    public string Remedy(Finding finding) => Say(Forms(finding.Kind).Remedy, finding);

    protected abstract (string Problem, string Remedy) Forms(FaultKind kind);

    private static string Say(string form, Finding finding) =>
        string.Format(CultureInfo.InvariantCulture, form, [.. finding.Values.Select(value => (object)value.Text)]);
}

internal static class DoctorLanguages
{
    private static readonly IDoctorWords[] All = [new EnglishDoctorWords(), new GermanDoctorWords()];

    /// <summary>A language by its code; English where there is no such one.</summary>
    public static IDoctorWords Of(string? language) => All.FirstOrDefault(words => words.Language == language) ?? All[0];
}
