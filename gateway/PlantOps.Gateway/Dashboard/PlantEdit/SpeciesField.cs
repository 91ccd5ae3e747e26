using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Dashboard.PlantEdit;

/// <summary>The field in which a species is typed, and those that may be meant.</summary>
/// <param name="Words">The language.</param>
/// <param name="Field">Where it is typed.</param>
/// <param name="Offered">Those of which one is to be chosen; none where it is clear.</param>
public sealed record SpeciesField(IWords Words, FormField Field, IReadOnlyList<SpeciesRow> Offered)
{
    public const int MaxTyped = 100;

    internal static SpeciesField Of(IWords words, PlantForm form, string? problem, SpeciesAnswer? meant) => new(
        words,
        new FormField(
            "species", words.PlantSpeciesField, form.Species, problem) { MaxLength = MaxTyped, Help = words.PlantSpeciesHelp },
        [.. (meant?.Offered ?? []).Select(match => SpeciesRow.Of(match, words))]);
}

/// <summary>Species that are like what is being typed.</summary>
/// <param name="Words">The language.</param>
/// <param name="Rows">The likeliest first.</param>
public sealed record SpeciesRows(IWords Words, IReadOnlyList<SpeciesRow> Rows)
{
    internal static SpeciesRows Of(IWords words, SpeciesCatalogue species, string? typed) => new(
        words,
        typed is not { Length: > 1 and <= SpeciesField.MaxTyped }
            ? []
            : [.. species.Matches(typed).Take(SpeciesAnswer.MaxOffered).Select(match => SpeciesRow.Of(match, words))]);
}

/// <summary>A species that may be meant.</summary>
/// <param name="Id">The species'.</param>
/// <param name="Name">The scientific one.</param>
/// <param name="Why">By which name it was found, or how people call it.</param>
/// <param name="Danger">What it does to those who chew on it; <c>null</c> where it does nothing.</param>
public sealed record SpeciesRow(string Id, string Name, string Why, string? Danger)
{
    internal static SpeciesRow Of(SpeciesMatch match, IWords words)
    {
        var (profile, found) = (match.Species.Profile, match.Name);
        var usual = words.Language == "de" ? First(profile.GermanNames) : null;
        return new SpeciesRow(
            profile.Id,
            profile.ScientificName,
            NotKnown(match, words) + (found.Kind == SpeciesNameKind.Scientific
                ? usual ?? First(profile.CommonNames) ?? string.Empty
                : words.FoundBy(found.Kind.ToString(), found.Text)),
            words.DangerOf(profile.Pets.ToString(), profile.Children.ToString()));
    }

    private static string NotKnown(SpeciesMatch match, IWords words) =>
        match.LeftOut.Count > 0 ? words.NameNotKnown(string.Join(' ', match.LeftOut)) + " " : string.Empty;

    private static string? First(IReadOnlyList<string> names) => names is [var first, ..] ? first : null;
}
