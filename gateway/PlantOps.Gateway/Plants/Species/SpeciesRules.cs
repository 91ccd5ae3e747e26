using System.Globalization;
using System.Text.RegularExpressions;
using PlantOps.Contracts;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Plants.Species;

/// <summary>What a profile can be, whether it is built in or a user's.</summary>
internal static partial class SpeciesRules
{
    private const int MaxEntries = 20;
    private const int MaxText = 300;

    /// <summary>Every field that is wrong, by its name on the wire, and why.</summary>
    public static Dictionary<string, string[]> Check(SpeciesProfile profile)
    {
        var errors = new Errors();
        if (!IdForm().IsMatch(profile.Id))
            errors.Add(SpeciesFields.Id, "2 to 64 characters of a-z, 0-9 and -, beginning and ending with a letter or number.");
        Text(errors, SpeciesFields.ScientificName, profile.ScientificName, Limits.MaxNameLength, least: 1);
        Names(errors, SpeciesFields.Synonyms, profile.Synonyms);
        Names(errors, SpeciesFields.CommonNames, profile.CommonNames);
        Names(errors, SpeciesFields.GermanNames, profile.GermanNames);
        Names(errors, SpeciesFields.FrenchNames, profile.FrenchNames);
        Names(errors, SpeciesFields.SpanishNames, profile.SpanishNames);
        Range(errors, SpeciesFields.Soil, profile.Soil, 0, 100, " %");
        Range(errors, SpeciesFields.Temperature, profile.Temperature, -40, 60, " °C");
        Range(errors, SpeciesFields.Humidity, profile.Humidity, 0, 100, " %");
        Light(errors, profile.Light);
        Text(errors, SpeciesFields.Watering, profile.Watering, MaxText);
        Text(errors, SpeciesFields.Feeding, profile.Feeding, MaxText);
        List(errors, SpeciesFields.Sources, profile.Sources, MaxText);
        if (profile.Estimates.Except(SpeciesFields.Ranges).Any())
            errors.Add(SpeciesFields.Estimates, $"Only: {string.Join(", ", SpeciesFields.Ranges)}.");
        return errors.ByField;
    }

    private static void Names(Errors errors, string field, IReadOnlyList<string> names) =>
        List(errors, field, names, Limits.MaxNameLength);

    private static void List(Errors errors, string field, IReadOnlyList<string> entries, int longest)
    {
        if (entries.Count > MaxEntries) errors.Add(field, $"At most {MaxEntries}.");
        foreach (var entry in entries) Text(errors, field, entry, longest, least: 1);
    }

    private static void Text(Errors errors, string field, string? text, int longest, int least = 0)
    {
        if ((text?.Length ?? 0) < least || !PrintableText.IsLine(text ?? string.Empty, longest))
        {
            errors.Add(field, $"{least} to {longest} printable characters.");
        }
    }

    private static void Range(Errors errors, string field, MetricRange? range, double least, double most, string unit)
    {
        if (range is null) return;
        double?[] ordered = [range.CriticalLow, range.Low, range.High, range.CriticalHigh];
        Ordered(errors, field, ordered, (least, most, unit), "critical_low ≤ low < high ≤ critical_high");
        if (range.Low >= range.High) errors.Add(field, "low must be below high.");
    }

    private static void Light(Errors errors, LightRange? light)
    {
        if (light is null) return;
        Ordered(errors, SpeciesFields.Light, [light.MinLux, light.MaxLux], (0, 200_000, " lux"), "min_lux < max_lux");
        Ordered(errors, SpeciesFields.Light, [light.MinDaily, light.MaxDaily], (0, 100, " mol/m²"), "min_daily < max_daily");
        if (light.MinLux >= light.MaxLux) errors.Add(SpeciesFields.Light, "min_lux must be below max_lux.");
        if (light.MinDaily >= light.MaxDaily) errors.Add(SpeciesFields.Light, "min_daily must be below max_daily.");
    }

    private static void Ordered(
        Errors errors, string field, double?[] values, (double Least, double Most, string Unit) bounds, string order)
    {
        double[] known = [.. values.OfType<double>()];
        // Written so that NaN fails too.
        if (known.Any(value => !(value >= bounds.Least && value <= bounds.Most)))
        {
            errors.Add(field, string.Create(CultureInfo.InvariantCulture, $"{bounds.Least} to {bounds.Most}{bounds.Unit}."));
        }

        if (known.Zip(known.Skip(1)).Any(pair => pair.First > pair.Second)) errors.Add(field, $"The order is {order}.");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,62}[a-z0-9]$")]
    private static partial Regex IdForm();

    private sealed class Errors
    {
        public Dictionary<string, string[]> ByField { get; } = [];

        public void Add(string field, string error)
        {
            var before = ByField.GetValueOrDefault(field, []);
            if (!before.Contains(error)) ByField[field] = [.. before, error];
        }
    }
}
