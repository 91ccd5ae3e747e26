namespace PlantOps.Gateway.Plants.Species;

/// <summary>The sections of a data file: rows of named cells, each with the line it stands on.</summary>
internal sealed class SpeciesTable
{
    private readonly Dictionary<string, List<SpeciesRow>> _sections = [];

    public IReadOnlyList<SpeciesRow> Section(string name) => _sections.GetValueOrDefault(name, []);

    /// <summary>Reads the form only; what a cell means is for whoever asks for it.</summary>
    public static SpeciesTable Read(string text, List<string> errors)
    {
        var table = new SpeciesTable();
        List<SpeciesRow>? rows = null;
        string[]? columns = null;
        foreach (var (number, line) in text.Split('\n').Index().Select(line => (line.Index + 1, line.Item.Trim())))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[' && line[^1] == ']')
            {
                (rows, columns) = (table._sections[line[1..^1]] = [], null);
                continue;
            }

            string[] cells = [.. line.Split(';').Select(cell => cell.Trim())];
            if (rows is null) errors.Add($"line {number}: it is in no [section].");
            else if (columns is null) columns = cells;
            else if (cells.Length != columns.Length)
                errors.Add($"line {number}: it has {cells.Length} cells instead of {columns.Length}.");
            else rows.Add(new SpeciesRow(number, columns, cells, errors));
        }

        return table;
    }
}

/// <summary>A row, which takes note of what is wrong with it.</summary>
internal sealed class SpeciesRow(int line, string[] columns, string[] cells, List<string> errors)
{
    public int Line => line;

    /// <summary>Empty where there is no such column.</summary>
    public string this[string column] => Array.IndexOf(columns, column) is >= 0 and var index ? cells[index] : string.Empty;

    public IReadOnlyList<string> List(string column) =>
        this[column].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public void Wrong(string column, string why) => errors.Add($"line {line}, column {column}: {why}");
}
