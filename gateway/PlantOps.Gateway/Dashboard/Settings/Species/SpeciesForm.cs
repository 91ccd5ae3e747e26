using System.Globalization;
using PlantOps.Contracts;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Dashboard.Settings.Species;

/// <summary>The form of a species.</summary>
internal static class SpeciesForm
{
    private const int MaxNames = 2000;
    private const int MaxText = 300;

    private static readonly string[] Ends = ["critical_low", "low", "high", "critical_high"];
    private static readonly string[] LightEnds = ["min_lux", "max_lux", "min_daily", "max_daily"];
    private static readonly string[] Measured = [SpeciesFields.Soil, SpeciesFields.Temperature, SpeciesFields.Humidity];

    /// <summary>The id of a species of that name.</summary>
    public static string IdOf(string scientificName) => string.Join('-', SpeciesText.Of(scientificName));

    /// <param name="words">The language.</param>
    /// <param name="profile">What is kept; <see langword="null"/> for a new one.</param>
    /// <param name="form">What was typed, where that was refused.</param>
    /// <param name="errors">What is wrong with it, by its name on the wire.</param>
    public static IReadOnlyList<FormField> Names(
        IWords words, SpeciesProfile? profile, IFormCollection? form, Dictionary<string, string[]>? errors) =>
    [
        new FormField(
            SpeciesFields.ScientificName, words.ScientificName,
            Typed(SpeciesFields.ScientificName, profile?.ScientificName, form),
            ProblemOf(words, SpeciesFields.ScientificName, errors))
        {
            IsRequired = true, MaxLength = Limits.MaxNameLength,
        },
        List(words, SpeciesFields.CommonNames, words.EnglishNames, profile?.CommonNames, form, errors),
        List(words, SpeciesFields.GermanNames, words.GermanNames, profile?.GermanNames, form, errors),
        List(words, SpeciesFields.FrenchNames, words.FrenchNames, profile?.FrenchNames, form, errors),
        List(words, SpeciesFields.SpanishNames, words.SpanishNames, profile?.SpanishNames, form, errors),
        Text(words, SpeciesFields.Watering, words.WhenToWater, profile?.Watering, form, errors),
        Text(words, SpeciesFields.Feeding, words.HowOftenToFeed, profile?.Feeding, form, errors),
        Toxic(words, SpeciesFields.Pets, words.ToPets, profile?.Pets, form),
        Toxic(words, SpeciesFields.Children, words.ToChildren, profile?.Children, form),
    ];

    /// <summary>Of each range its ends, with what is wrong with it at the first.</summary>
    public static IReadOnlyList<FieldGroup> Ranges(
        IWords words, SpeciesProfile? profile, IFormCollection? form, Dictionary<string, string[]>? errors)
    {
        double?[][] kept =
        [
            EndsOf(profile?.Soil), EndsOf(profile?.Temperature), EndsOf(profile?.Humidity),
            [profile?.Light?.MinLux, profile?.Light?.MaxLux, profile?.Light?.MinDaily, profile?.Light?.MaxDaily],
        ];
        return
        [
            .. SpeciesFields.Ranges.Select((range, i) => new FieldGroup(
                words.SpeciesRange(range),
                [
                    .. EndsIn(range).Select((end, at) => new FormField(
                        $"{range}.{end}",
                        words.RangeEnd(end),
                        Typed($"{range}.{end}", kept[i][at]?.ToString(CultureInfo.InvariantCulture), form),
                        at == 0 ? ProblemOf(words, range, errors) : null) { Type = "number", Step = "any" }),
                ])),
        ];
    }

    /// <summary>What was typed, and what is wrong with it; what has no field stays as it is kept.</summary>
    public static (SpeciesProfile Profile, Dictionary<string, string[]> Errors) Read(IFormCollection form, string id,
        SpeciesProfile? kept)
    {
        var numbers = new Dictionary<string, string[]>();
        var (soil, temperature, humidity) = (Range(Measured[0]), Range(Measured[1]), Range(Measured[2]));
        var light = LightEnds.Select(end => Number(SpeciesFields.Light, end)).ToArray();
        var sent = new SpeciesView
        {
            ScientificName = form[SpeciesFields.ScientificName].ToString().Trim(),
            Synonyms = kept?.Synonyms,
            CommonNames = NamesOf(SpeciesFields.CommonNames),
            GermanNames = NamesOf(SpeciesFields.GermanNames),
            FrenchNames = NamesOf(SpeciesFields.FrenchNames),
            SpanishNames = NamesOf(SpeciesFields.SpanishNames),
            SoilMoisture = soil,
            Temperature = temperature,
            Humidity = humidity,
            Light = Array.TrueForAll(light, end => end is null)
                ? null
                : new SpeciesLightView { MinLux = light[0], MaxLux = light[1], MinDaily = light[2], MaxDaily = light[3] },
            Watering = TextOf(SpeciesFields.Watering),
            Feeding = TextOf(SpeciesFields.Feeding),
            ToxicToPets = form[SpeciesFields.Pets],
            ToxicToChildren = form[SpeciesFields.Children],
            Estimates = kept?.Estimates,
            Sources = kept?.Sources,
        };
        var (profile, errors) = SpeciesEditor.Read(id, sent, kept);
        foreach (var (field, problem) in numbers) errors[field] = problem;
        return (profile, errors);

        string? TextOf(string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;

        string[] NamesOf(string name) =>
            form[name].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        SpeciesRangeView? Range(string range)
        {
            var ends = Ends.Select(end => Number(range, end)).ToArray();
            return Array.TrueForAll(ends, end => end is null)
                ? null
                : new SpeciesRangeView { CriticalLow = ends[0], Low = ends[1], High = ends[2], CriticalHigh = ends[3] };
        }

        double? Number(string range, string end)
        {
            var text = form[$"{range}.{end}"].ToString().Trim().Replace(',', '.');
            if (text.Length == 0) return null;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
            numbers[range] = ["A number."];
            return null;
        }
    }

    private static string[] EndsIn(string range) => range == SpeciesFields.Light ? LightEnds : Ends;

    private static double?[] EndsOf(MetricRange? range) => [range?.CriticalLow, range?.Low, range?.High, range?.CriticalHigh];

    private static string? Typed(string name, string? kept, IFormCollection? form) => form is null ? kept : form[name].ToString();

    private static string? ProblemOf(IWords words, string name, Dictionary<string, string[]>? errors) =>
        errors?.GetValueOrDefault(name) is [var problem, ..] ? words.SpeciesProblem(problem) : null;

    private static FormField List(
        IWords words, string name, string label, IReadOnlyList<string>? kept, IFormCollection? form,
        Dictionary<string, string[]>? errors) =>
        new(name, label, Typed(name, string.Join(", ", kept ?? []), form), ProblemOf(words, name, errors))
        {
            MaxLength = MaxNames, Help = words.WithCommas,
        };

    private static FormField Text(
        IWords words, string name, string label, string? kept, IFormCollection? form, Dictionary<string, string[]>? errors) =>
        new(name, label, Typed(name, kept, form), ProblemOf(words, name, errors)) { MaxLength = MaxText };

    private static FormField Toxic(IWords words, string name, string label, Toxicity? kept, IFormCollection? form) =>
        new(name, label, Typed(name, (kept ?? Toxicity.Unknown).ToString().ToLowerInvariant(), form))
        {
            Type = "select",
            Choices = [.. SpeciesMapping.ToxicityNames.Select(toxicity => new FormChoice(toxicity, words.Toxic(toxicity)))],
        };
}

/// <summary>Fields that belong together.</summary>
/// <param name="Name">What they are of.</param>
/// <param name="Fields">Themselves.</param>
public sealed record FieldGroup(string Name, IReadOnlyList<FormField> Fields);
