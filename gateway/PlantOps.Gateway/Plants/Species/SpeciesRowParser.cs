namespace PlantOps.Gateway.Plants.Species;

/// <summary>Makes a profile of a row, with the classes and sources of its file.</summary>
internal sealed class SpeciesRowParser
{
    private static readonly (string Column, string Field)[] Ranges =
    [
        ("moisture", SpeciesFields.Soil), ("temperature", SpeciesFields.Temperature), ("humidity", SpeciesFields.Humidity),
        ("light", SpeciesFields.Light), ];

    private static readonly Dictionary<string, string> ColumnOf = new()
    {
        [SpeciesFields.ScientificName] = "scientific",
        [SpeciesFields.CommonNames] = "common",
        [SpeciesFields.GermanNames] = "german",
        [SpeciesFields.FrenchNames] = "french",
        [SpeciesFields.SpanishNames] = "spanish",
        [SpeciesFields.Soil] = "moisture",
    };

    private readonly Dictionary<string, string> _sources = [];
    private readonly Dictionary<(string Column, string Class), RangeText> _classes = [];

    public SpeciesRowParser(SpeciesTable table)
    {
        foreach (var row in table.Section("sources"))
        {
            if (!_sources.TryAdd(row["key"], $"{row["name"]}. {row["publisher"]}. {row["url"]}"))
                row.Wrong("key", "It is there already.");
            if (!Uri.TryCreate(row["url"], UriKind.Absolute, out _)) row.Wrong("url", "It is no address.");
        }

        foreach (var (column, _) in Ranges)
        {
            foreach (var row in table.Section(column))
            {
                if (RangeText.Parse(row["range"]) is not { } range)
                    row.Wrong("range", "It is not of the form low..high or low..high / outer.");
                else if (!_classes.TryAdd((column, row["class"]), range)) row.Wrong("class", "It is there already.");
            }
        }
    }

    public SpeciesProfile Parse(SpeciesRow row)
    {
        var profile = new SpeciesProfile
        {
            Id = row["id"],
            ScientificName = row["scientific"],
            Synonyms = row.List("synonyms"),
            CommonNames = row.List("common"),
            GermanNames = row.List("german"),
            FrenchNames = row.List("french"),
            SpanishNames = row.List("spanish"),
            Soil = MetricRangeOf(Range(row, "moisture")),
            Temperature = MetricRangeOf(Range(row, "temperature")),
            Humidity = MetricRangeOf(Range(row, "humidity")),
            Light = Range(row, "light") is { } light
                ? new LightRange(light.Inner.Low, light.Inner.High, light.Outer?.Low, light.Outer?.High)
                : null,
            Watering = row["watering"],
            Feeding = row["feeding"],
            Pets = ToxicityOf(row, "pets"),
            Children = ToxicityOf(row, "children"),
            Estimates =
                [.. Ranges.Where(range => _classes.ContainsKey((range.Column, row[range.Column]))).Select(range => range.Field)],
            Sources = [.. row.List("sources").Select(key => Source(row, key))],
        };
        foreach (var (field, why) in SpeciesRules.Check(
            profile)) row.Wrong(ColumnOf.GetValueOrDefault(field, field), string.Join(' ', why));
        if (profile.CommonNames.Count == 0) row.Wrong("common", "It needs a name.");
        if (profile.Sources.Count == 0) row.Wrong("sources", "It needs a source.");
        return profile;
    }

    private RangeText? Range(SpeciesRow row, string column)
    {
        if (_classes.TryGetValue((column, row[column]), out var known)) return known;
        var range = RangeText.Parse(row[column]);
        if (range is null)
            row.Wrong(column, $"'{row[column]}' is neither a class nor of the form low..high or low..high / outer.");
        return range;
    }

    private string Source(SpeciesRow row, string key)
    {
        if (!_sources.TryGetValue(key, out var source)) row.Wrong("sources", $"There is no source '{key}'.");
        return source ?? key;
    }

    private static MetricRange? MetricRangeOf(RangeText? range) => range is null
        ? null
        : new MetricRange(range.Inner.Low, range.Inner.High) { CriticalLow = range.Outer?.Low, CriticalHigh = range.Outer?.High };

    private static Toxicity ToxicityOf(SpeciesRow row, string column)
    {
        switch (row[column])
        {
            case "none": return Toxicity.None;
            case "irritant": return Toxicity.Irritant;
            case "toxic": return Toxicity.Toxic;
            case "unknown": return Toxicity.Unknown;
            default:
                row.Wrong(column, $"'{row[column]}' is none of none, irritant, toxic and unknown.");
                return Toxicity.Unknown;
        }
    }
}
