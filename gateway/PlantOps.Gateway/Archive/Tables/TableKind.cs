using System.Text;

namespace PlantOps.Gateway.Archive.Tables;

/// <summary>Tells one kind of file from another by its beginning, and knows what the columns of each are.</summary>
internal static class TableKind
{
    private static readonly Dictionary<string, string> ThingSpeak = new()
    {
        ["created_at"] = ColumnRoles.Time,
        ["entry_id"] = ColumnRoles.Nothing,
        ["latitude"] = ColumnRoles.Nothing,
        ["longitude"] = ColumnRoles.Nothing,
        ["elevation"] = ColumnRoles.Nothing,
        ["status"] = ColumnRoles.Nothing,
    };

    private static readonly string[] Entities = ["entity_id", "statistic_id"];
    private static readonly string[] States = ["mean", "state"];
    private static readonly string[] Times =
        ["last_changed", "last_updated", "start", "start_time", "start_ts", "last_changed_ts", "last_updated_ts", "time",
            "timestamp"];

    /// <summary>The kind of a file.</summary>
    /// <exception cref="InvalidDataException">It is of a kind that cannot be read; the message says what to do.</exception>
    public static ImportFormat Of(TextShape shape, string[] header)
    {
        var head = shape.Head.AsSpan();
        if (head.StartsWith("PAR1"u8)) return ImportFormat.Parquet;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            throw new InvalidDataException("It is compressed: unpack it first (gunzip).");
        if (head.StartsWith("PK\u0003\u0004"u8))
            throw new InvalidDataException("It is a ZIP file or a workbook: save what is in it as CSV.");
        var text = head.TrimStart(" \r\n\t"u8);
        if (text.StartsWith("{"u8) || text.StartsWith("["u8)) throw new InvalidDataException("It is JSON: save it as CSV.");
        var names = header.Select(name => name.Trim().ToLowerInvariant()).ToHashSet();
        if (names.Contains("created_at") && names.Contains("entry_id")) return ImportFormat.ThingSpeak;
        if (names.Overlaps(Entities) && names.Overlaps(States) && names.Overlaps(Times)) return ImportFormat.HomeAssistant;
        if (IsInfluxCsv(text, names)) return ImportFormat.InfluxCsv;
        return LineProtocol.IsOne(FirstLine(text, shape.LineEnd)) ? ImportFormat.LineProtocol : ImportFormat.Csv;
    }

    /// <summary>What the columns of a kind are, by lower-case name; <see langword="null"/> where nothing is known.</summary>
    public static IReadOnlyDictionary<string, string>? PresetOf(ImportFormat format, string[] header, ImportOptions options)
    {
        if (format == ImportFormat.ThingSpeak) return ThingSpeak;

        // Where a column is said to have one metric, a row has no other.
        if (format != ImportFormat.HomeAssistant || options.Columns.Any(column => MetricTarget.Parse(column.Role) is not null))
            return null;
        var names = header.Select(name => name.Trim().ToLowerInvariant()).ToHashSet();
        var preset = new Dictionary<string, string> { ["unit"] = ColumnRoles.Unit, ["unit_of_measurement"] = ColumnRoles.Unit };
        Add(Entities, ColumnRoles.Source);
        Add(States, ColumnRoles.Value);
        Add(Times, ColumnRoles.Time);
        return preset;

        void Add(string[] likely, string role)
        {
            if (likely.FirstOrDefault(names.Contains) is { } found) preset[found] = role;
        }
    }

    private static bool IsInfluxCsv(ReadOnlySpan<byte> text, HashSet<string> names) =>
        text.StartsWith("#group"u8) || text.StartsWith("#datatype"u8) || text.StartsWith("#default"u8)
        || (names.Contains("_time") && (names.Contains("_value") || names.Contains("_measurement") || names.Contains("table")));

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> text, byte lineEnd)
    {
        while (true)
        {
            var end = text.IndexOf(lineEnd);
            var line = (end < 0 ? text : text[..end]).Trim(" \r"u8);
            if (end < 0 || !(line.IsEmpty || line[0] == '#' || line.StartsWith("CREATE "u8))) return line;
            text = text[(end + 1)..];
        }
    }

    /// <summary>The fields of the header in a file's beginning; none where it cannot be split.</summary>
    public static async Task<string[]> HeaderOfAsync(TextShape shape, CancellationToken cancellationToken)
    {
        var records = new CsvRecords(new MemoryStream(shape.Head), shape.Separator, shape.LineEnd);
        while (await records.ReadAsync(cancellationToken))
        {
            if (records.Problem is not null) return [];
            if (records.Count > 0 && (records[0].StartsWith("#"u8) || records[0].StartsWith("sep="u8))) continue;
            return [.. Enumerable.Range(0, records.Count).Select(field => Encoding.UTF8.GetString(records[field]))];
        }

        return [];
    }
}
