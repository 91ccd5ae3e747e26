using System.Globalization;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Settings.Data;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Dashboard.Settings.Species;

/// <summary>Species that were found, or those that people here made or changed.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Query">What is looked for.</param>
/// <param name="Title">What the list is of.</param>
/// <param name="Rows">Themselves.</param>
public sealed record SpeciesList(Shell Shell, FormField Query, string Title, IReadOnlyList<SpeciesFacts> Rows)
{
    /// <summary>That a part of the name is not known; <c>null</c> where all of it is.</summary>
    public string? NotKnown { get; init; }

    internal static SpeciesList Of(
        Shell shell, string? query, IReadOnlyList<(KnownSpecies Species, IReadOnlyList<string> LeftOut)> found)
    {
        var words = shell.Words;
        var rows = found.Select(one => SpeciesFacts.Of(words, one.Species)).ToList();
        var isAsked = !string.IsNullOrWhiteSpace(query);
        return new SpeciesList(
            shell,
            new FormField("q", words.SearchSpecies, query) { Type = "search", MaxLength = 100, Help = words.SearchSpeciesHelp },
            isAsked ? words.SpeciesMatches(rows.Count) : rows.Count == 0 ? words.NoOwnSpecies : words.OwnSpecies,
            rows)
        {
            NotKnown = found is [(_, { Count: > 0 } leftOut), ..] ? words.NameNotKnown(string.Join(' ', leftOut)) : null,
        };
    }
}

/// <summary>What a species needs, and whether it harms those who chew on it.</summary>
/// <param name="Id">The species'.</param>
/// <param name="Name">Scientific.</param>
/// <param name="Names">What people call it.</param>
/// <param name="Origin">Where it is from; <c>null</c> where it is as it came.</param>
/// <param name="Figures">What it needs.</param>
/// <param name="Toxicity">To whom it is what.</param>
public sealed record SpeciesFacts(
    string Id, string Name, string Names, string? Origin, IReadOnlyList<Figure> Figures, IReadOnlyList<Figure> Toxicity)
{
    /// <summary>What it does to those who chew on it; <c>null</c> where it does nothing.</summary>
    public string? Danger { get; init; }

    internal static SpeciesFacts Of(IWords words, KnownSpecies known)
    {
        var profile = known.Profile;
        var names = words.Language == "de" && profile.GermanNames.Count > 0 ? profile.GermanNames : profile.CommonNames;
        return new SpeciesFacts(
            profile.Id,
            profile.ScientificName,
            string.Join(", ", names),
            known.Origin switch { SpeciesOrigin.Own => words.OwnOne, SpeciesOrigin.Changed => words.ChangedOne, _ => null },
            [
                .. Range(SpeciesFields.Soil, profile.Soil?.Low, profile.Soil?.High, "%"),
                .. Range(SpeciesFields.Temperature, profile.Temperature?.Low, profile.Temperature?.High, "°C"),
                .. Range(SpeciesFields.Humidity, profile.Humidity?.Low, profile.Humidity?.High, "%"),
                .. Range(SpeciesFields.Light, profile.Light?.MinLux, profile.Light?.MaxLux, "lx"),
            ],
            [
                new Figure(words.ToPets, words.Toxic(profile.Pets.ToString().ToLowerInvariant())),
                new Figure(words.ToChildren, words.Toxic(profile.Children.ToString().ToLowerInvariant())),
            ])
        {
            Danger = words.DangerOf(profile.Pets.ToString(), profile.Children.ToString()),
        };

        IEnumerable<Figure> Range(string name, double? low, double? high, string unit)
        {
            var text = (low, high) switch
            {
                ({ } from, { } to) => string.Create(CultureInfo.InvariantCulture, $"{from}–{to}\u00a0{unit}"),
                ({ } from, null) => string.Create(CultureInfo.InvariantCulture, $"≥\u00a0{from}\u00a0{unit}"),
                (null, { } to) => string.Create(CultureInfo.InvariantCulture, $"≤\u00a0{to}\u00a0{unit}"),
                _ => null,
            };
            if (text is not null) yield return new Figure(words.SpeciesRange(name).Split(',')[0], text);
        }
    }
}

/// <summary>One species, and the form that changes it.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Facts">What is kept of it; <c>null</c> for a new one.</param>
/// <param name="Names">Fields that are texts.</param>
/// <param name="Ranges">Fields that are numbers.</param>
/// <param name="Problems">What is wrong with what was typed.</param>
public sealed record SpeciesEdit(
    Shell Shell, string Title, SpeciesFacts? Facts, IReadOnlyList<FormField> Names, IReadOnlyList<FieldGroup> Ranges,
    FormProblems Problems)
{
    /// <summary>What to know, above.</summary>
    public string? Notice { get; init; }

    /// <summary>What there is to take away; <c>null</c> where there is nothing.</summary>
    public string? Remove { get; init; }

    /// <summary>Where its figures are from.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    internal static SpeciesEdit New(Shell shell, IFormCollection? form, Dictionary<string, string[]>? errors) =>
        Of(shell, shell.Words.AddASpecies, null, null, form, errors);

    internal static SpeciesEdit Of(Shell shell, KnownSpecies known, IFormCollection? form = null,
        Dictionary<string, string[]>? errors = null) =>
        Of(shell, known.Profile.ScientificName, SpeciesFacts.Of(shell.Words, known), known.Profile, form, errors) with
        {
            Sources = known.Profile.Sources,
            Remove = known.Origin switch
            {
                SpeciesOrigin.Own => shell.Words.RemoveSpecies,
                SpeciesOrigin.Changed => shell.Words.AsItCame,
                _ => null,
            },
        };

    private static SpeciesEdit Of(
        Shell shell, string title, SpeciesFacts? facts, SpeciesProfile? profile, IFormCollection? form,
        Dictionary<string, string[]>? errors)
    {
        var names = SpeciesForm.Names(shell.Words, profile, form, errors);
        var ranges = SpeciesForm.Ranges(shell.Words, profile, form, errors);
        var problems = FormField.ProblemsOf(shell.Words, [.. names, .. ranges.SelectMany(range => range.Fields)]);
        return new SpeciesEdit(shell, title, facts, names, ranges, problems);
    }
}
