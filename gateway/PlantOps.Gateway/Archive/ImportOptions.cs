using System.Globalization;
using PlantOps.Gateway.Archive.Tables;

namespace PlantOps.Gateway.Archive;

/// <summary>How to read files of others, as their owner says it; what is not said is found out.</summary>
internal sealed class ImportOptions
{
    /// <summary>Nothing is said.</summary>
    public static readonly ImportOptions None = new();

    private static readonly (string Name, byte Byte)[] Separators =
        [(",", (byte)','), (";", (byte)';'), ("|", (byte)'|'), ("\t", (byte)'\t'), ("tab", (byte)'\t'), ("\\t", (byte)'\t')];

    public ImportFormat? Format { get; private init; }

    public byte? Separator { get; private init; }

    /// <summary>Whether a comma stands before decimals; found out where it is <see langword="null"/>.</summary>
    public bool? DecimalComma { get; private init; }

    /// <summary>Whether the first row is a row like the others: columns are then <c>#1</c>, <c>#2</c> …</summary>
    public bool NoHeader { get; private init; }

    /// <summary>Of times without an offset.</summary>
    public TimeZoneInfo? Zone { get; private init; }

    public DateOrder? DateOrder { get; private init; }

    /// <summary>Whose readings they all are.</summary>
    public string? Device { get; private init; }

    /// <summary>What columns are, by what they are called in the file.</summary>
    public IReadOnlyList<(string Role, string Column)> Columns { get; private init; } = [];

    /// <summary>Units, by the name of a metric, a column or a source.</summary>
    public IReadOnlyDictionary<string, string> Units { get; private init; } = new Dictionary<string, string>();

    /// <summary>Where readings go: devices in the files to devices here, and sources to a device's metric.</summary>
    public IReadOnlyDictionary<string, string> Map { get; private init; } = new Dictionary<string, string>();

    /// <summary>Reads what somebody said; what is wrong with it is in <paramref name="errors"/>, by the option's name.</summary>
    public static ImportOptions Parse(ImportText text, out List<(string Option, string Problem)> errors)
    {
        var problems = errors = [];
        var format = Of(text.Format, ImportFormats.Parse, "format", $"It is one of {string.Join(", ", ImportFormats.Names)}.");
        var separator = Of(text.Separator, SeparatorOf, "separator", "It is one of ',', ';', '|' and 'tab'.");
        var zone = text.TimeZone is { Length: > 0 } id ? ZoneOf(id) : null;
        if (text.TimeZone is { Length: > 0 } && zone is null)
        {
            var said = ArchiveChecks.Shown(text.TimeZone);
            problems.Add(("time-zone", $"There is no time zone '{said}'. They are called like Europe/Berlin."));
        }

        var order = Of(text.DateOrder, OrderOf, "date-order", "It is dmy or mdy.");
        if (text.Device is { Length: > 0 } device && !ArchiveIds.IsValid(device))
            problems.Add(("device", $"'{ArchiveChecks.Shown(device)}' is no device id."));
        var columns = Pairs("column", text.Columns, "NAME=COLUMN").Select(pair => (Role: pair.Left, Column: pair.Right)).ToList();
        problems.AddRange(columns.Where(column => !ColumnRoles.IsRole(column.Role))
            .Select(column => ArchiveChecks.Shown(column.Role))
            .Select(role => ("column", $"'{role}' is nothing that a column can be. There are {ColumnRoles.Listed}.")));
        return new ImportOptions
        {
            Format = format,
            Separator = separator,
            DecimalComma = text.DecimalComma ? true : null,
            NoHeader = text.NoHeader,
            Zone = zone,
            DateOrder = order,
            Device = text.Device is { Length: > 0 } ? text.Device : null,
            Columns = columns,
            Units = Dictionary(Pairs("unit", text.Units, "METRIC=UNIT"), StringComparer.OrdinalIgnoreCase),
            Map = Dictionary(Pairs("map", text.Map, "ID=ID"), StringComparer.Ordinal),
        };

        T? Of<T>(string? value, Func<string, T?> parse, string option, string expected)
            where T : struct
        {
            if (string.IsNullOrEmpty(value)) return null;
            if (parse(value) is { } known) return known;
            problems.Add((option, $"'{ArchiveChecks.Shown(value)}': {expected}"));
            return null;
        }

        // A name in a file may have the sign itself; what it is cannot.
        List<(string Left, string Right)> Pairs(string option, IReadOnlyList<string> all, string form)
        {
            var pairs = new List<(string, string)>();
            foreach (var pair in all)
            {
                var at = option == "column" ? pair.IndexOf('=', StringComparison.Ordinal) : pair.LastIndexOf('=');
                if (at > 0 && at < pair.Length - 1) pairs.Add((pair[..at], pair[(at + 1)..]));
                else problems.Add((option, $"'{ArchiveChecks.Shown(pair)}' is not of the form {form}."));
            }

            return pairs;
        }
    }

    private static Dictionary<string, string> Dictionary(IEnumerable<(string Left, string Right)> pairs, StringComparer comparer)
    {
        var all = new Dictionary<string, string>(comparer);
        foreach (var (left, right) in pairs) all.TryAdd(left, right);
        return all;
    }

    private static byte? SeparatorOf(string text) =>
        Separators.FirstOrDefault(known => known.Name == text) is { Name: not null } found ? found.Byte : null;

    private static DateOrder? OrderOf(string text) =>
        text switch { "dmy" => Tables.DateOrder.DayFirst, "mdy" => Tables.DateOrder.MonthFirst, _ => null };

    // A name, or an offset that is always the same.
    private static TimeZoneInfo? ZoneOf(string id)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) return zone;
        if (id[0] is not ('+' or '-')) return null;
        string[] forms = ["hh\\:mm", "hhmm", "hh"];
        if (!TimeSpan.TryParseExact(id.AsSpan(1), forms, CultureInfo.InvariantCulture, out var offset)) return null;
        if (offset > TimeSpan.FromHours(14)) return null;
        return TimeZoneInfo.CreateCustomTimeZone(id, id[0] == '-' ? -offset : offset, id, id);
    }
}

/// <summary>The same as text, from a command line, a query or a form.</summary>
internal sealed class ImportText
{
    public string? Format { get; init; }

    public string? Separator { get; init; }

    public bool DecimalComma { get; init; }

    public bool NoHeader { get; init; }

    public string? TimeZone { get; init; }

    public string? DateOrder { get; init; }

    public string? Device { get; init; }

    public IReadOnlyList<string> Columns { get; init; } = [];

    public IReadOnlyList<string> Units { get; init; } = [];

    public IReadOnlyList<string> Map { get; init; } = [];
}
