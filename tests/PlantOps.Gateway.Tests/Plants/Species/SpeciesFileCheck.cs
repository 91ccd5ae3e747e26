using System.Globalization;
using System.Text.RegularExpressions;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Tests.Plants.Species;

/// <summary>What must be so of the whole file, beyond what its reader refuses. Each problem names its line and column.</summary>
internal sealed class SpeciesFileCheck
{
    /// <summary>What a thorough watering leaves a day later, %, on a probe's scale: no plant may call it too wet.</summary>
    private const double Watered = 75;

    /// <summary>What a lux all day and night comes to, mol/m².</summary>
    private const double MostMolesALux = 24 * 3600 * 0.0185 / 1_000_000;

    private static readonly string[] Filled =
    [
        "id", "scientific", "common", "german", "moisture", "temperature", "humidity", "light", "watering", "feeding",
        "pets", "children", "sources",
    ];

    private static readonly string[] NameColumns = ["scientific", "synonyms", "common", "german", "french", "spanish"];
    private static readonly string[] RangeColumns = ["moisture", "temperature", "humidity", "light"];

    private static readonly string[] PhraseColumns = ["watering", "feeding"];

    // Those that list what is poisonous; without one of them nothing may be claimed.
    private static readonly string[] PoisonLists = ["aspca", "filmer", "anr", "ncsu", "wapc"];

    private readonly List<string> _problems = [];
    private readonly SpeciesTable _table;
    private readonly IReadOnlyList<SpeciesRow> _rows;

    private SpeciesFileCheck(string text)
    {
        _problems.AddRange(SpeciesFile.Parse(text).Errors);
        _table = SpeciesTable.Read(text, []);
        _rows = _table.Section("species");
    }

    /// <returns>Everything that is wrong.</returns>
    public static IReadOnlyList<string> Of(string text)
    {
        var check = new SpeciesFileCheck(text);
        foreach (var row in check._rows) check.Row(row);
        foreach (var column in RangeColumns) check.Classes(column);
        check.Sources();
        check.Phrases();
        check.Names();
        check.Genera();
        return check._problems;
    }

    private void Row(SpeciesRow row)
    {
        foreach (var column in Filled.Where(column => row[column].Length == 0)) Wrong(row, column, "It is empty.");
        var slugs = row.List("synonyms").Prepend(row["scientific"])
            .Select(name => Regex.Replace(name.ToLowerInvariant(), "[^a-z]+", "-").Trim('-'));
        if (!slugs.Contains(row["id"])) Wrong(row, "id", "It is made of none of the scientific names.");
        foreach (var column in NameColumns)
        {
            var twice = row.List(column).GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(name => name.Count() > 1);
            foreach (var name in twice) Wrong(row, column, $"'{name.Key}' is there twice.");
        }

        foreach (var column in RangeColumns) Range(row, column);
        var claims = row["pets"] != "unknown" || row["children"] is "toxic" or "irritant";
        if (claims && !row.List("sources").Intersect(PoisonLists).Any())
            Wrong(row, "sources", $"Poison is told after none of {string.Join(", ", PoisonLists)}.");
    }

    private void Range(SpeciesRow row, string column)
    {
        var classes = _table.Section(column);
        if (classes.Any(one => one["class"] == row[column])) return;
        if (RangeText.Parse(row[column]) is not { } own) return;
        Complete(row, column, column, own);
        var all = classes.Select(one => RangeText.Parse(one["range"])).OfType<RangeText>().ToList();
        Within(row, column, own.Inner, [.. all.Select(one => one.Inner)]);
    }

    /// <summary>Numbers of a row's own differ from its class, not from every plant there is.</summary>
    private void Within(SpeciesRow row, string column, Bounds own, IReadOnlyList<Bounds> all)
    {
        if (all.Count == 0) return;
        var (low, high) = (all.Min(one => one.Low), all.Max(one => one.High));
        var slack = column == "temperature" ? 15 : (high - low) * 0.1;
        if (own.Low < low - slack || own.High > high + slack)
            Wrong(row, column, string.Create(CultureInfo.InvariantCulture, $"It is outside of every class, {low}..{high}."));
    }

    private void Classes(string column)
    {
        foreach (var row in _table.Section(column))
        {
            if (RangeText.Parse(row["range"]) is { } range) Complete(row, "range", column, range);
            if (_rows.All(species => species[column] != row["class"])) Wrong(row, "class", "No species is of it.");
        }
    }

    /// <summary>What is said of watering and feeding is said in German too, with the same figures.</summary>
    private void Phrases()
    {
        var german = _table.Section(SpeciesPhrases.GermanSection);
        var translated = german.Select(row => row["phrase"]).ToHashSet();
        foreach (var row in _rows)
        {
            foreach (var column in PhraseColumns.Where(column => !translated.Contains(row[column])))
                Wrong(row, column, $"'{row[column]}' is not under [german].");
        }

        var said = _rows.SelectMany(row => PhraseColumns.Select(column => row[column])).ToHashSet();
        foreach (var row in german)
        {
            if (!said.Contains(row["phrase"])) Wrong(row, "phrase", "No species says so.");
            if (row["german"].Length == 0) Wrong(row, "german", "It is empty.");
            if (!Figures(row["phrase"]).SequenceEqual(Figures(row["german"]))) Wrong(row, "german", "It has other figures.");
        }

        static IEnumerable<string> Figures(string text) => Regex.Matches(text, "[0-9]+").Select(match => match.Value);
    }

    private void Complete(SpeciesRow row, string cell, string column, RangeText range)
    {
        if (range.Inner is not { Low: not null, High: not null }) Wrong(row, cell, "It has an open end.");
        if (column == "moisture" && range.Outer is not { Low: not null })
            Wrong(row, cell, "It does not say where the plant suffers.");
        if (column is "temperature" or "light" && range.Outer is not { Low: not null, High: not null })
            Wrong(row, cell, "It needs an outer range.");
        if (column == "moisture" && range.Inner.High < Watered)
            Wrong(row, cell, $"What a thorough watering leaves, {(int)Watered}, is too wet for it.");
        if (column == "light" && range.Outer?.Low > range.Inner.Low * MostMolesALux)
            Wrong(row, cell, "Its least lux all day and night are less than its least a day.");
    }

    private void Sources()
    {
        foreach (var row in _table.Section("sources"))
        {
            if (row["name"].Length == 0 || row["publisher"].Length == 0)
                Wrong(row, "name", "It is not said what and whose it is.");
            var isUsed = _rows.Any(species => species.List("sources").Contains(row["key"]));
            if (!isUsed && row["key"] is not ("umass" or "fields")) Wrong(row, "key", "No species is after it.");
        }
    }

    /// <summary>A name leads to one plant, or the file says to which ones.</summary>
    private void Names()
    {
        var found = new Dictionary<string, SortedSet<string>>(StringComparer.OrdinalIgnoreCase);
        var firstRow = new Dictionary<string, SpeciesRow>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in _rows)
        {
            foreach (var name in NameColumns.SelectMany(row.List))
            {
                if (firstRow.TryAdd(name, row)) found[name] = new SortedSet<string>(StringComparer.Ordinal);
                found[name].Add(row["id"]);
            }
        }

        var shared = _table.Section("shared").ToDictionary(row => row["name"], StringComparer.OrdinalIgnoreCase);
        foreach (var (name, ids) in found.Where(one => one.Value.Count > 1))
        {
            var all = string.Join(", ", ids);
            if (!shared.TryGetValue(name, out var row))
                Wrong(firstRow[name], "common", $"'{name}' is of {all} and not under [shared].");
            else if (!ids.SetEquals(row.List("species"))) Wrong(row, "species", $"'{name}' is a name of {all}.");
        }

        foreach (var row in shared.Values.Where(row => found.GetValueOrDefault(row["name"])?.Count is not > 1))
            Wrong(row, "name", "It is of no two species.");
    }

    /// <summary>One poisonous member makes the others poisonous, or at least not harmless.</summary>
    private void Genera()
    {
        foreach (var genus in _rows.GroupBy(row => row["scientific"].Split(' ')[0]))
        {
            var harms = genus.FirstOrDefault(row => row["pets"] is "toxic" or "irritant");
            if (harms is null) continue;
            foreach (var row in genus.Where(row => row["pets"] == "none"))
                Wrong(row, "pets", $"{harms["scientific"]} is {harms["pets"]}.");
        }
    }

    private void Wrong(SpeciesRow row, string column, string why) => _problems.Add($"line {row.Line}, column {column}: {why}");
}
