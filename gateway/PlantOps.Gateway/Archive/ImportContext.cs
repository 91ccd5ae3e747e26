using PlantOps.Gateway.Archive.Tables;

namespace PlantOps.Gateway.Archive;

/// <summary>What the readers of one import know together: what is asked of them, and what they have met.</summary>
/// <param name="options">How to read.</param>
/// <param name="latest">A time after it is in the future, Unix milliseconds.</param>
internal sealed class ImportContext(ImportOptions options, long latest)
{
    /// <summary>Columns that are named.</summary>
    private const int MaxIgnored = 50;

    private readonly SortedSet<string> _ignored = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    public ImportOptions Options => options;

    public long Latest => latest;

    /// <summary>What the files have values of, where rows say it themselves.</summary>
    public ImportSources Sources { get; } = new(options);

    /// <summary>Columns that are left out.</summary>
    public IReadOnlyCollection<string> Ignored => _ignored;

    /// <summary>What of the map is of devices, for the gateway: names that are no ids were taken care of.</summary>
    public Dictionary<string, string> DeviceMap =>
        options.Map.Where(pair => !_used.Contains(pair.Key) && !Sources.Uses(pair.Key)).ToDictionary();

    /// <summary>What the first table has for columns; the first of them where there are many.</summary>
    public IReadOnlyList<TableColumn> Columns { get; private set; } = [];

    public void NoteColumns(IEnumerable<TableColumn> columns)
    {
        if (Columns.Count == 0) Columns = [.. columns.Take(MaxIgnored)];
    }

    public void Ignore(string column)
    {
        if (_ignored.Count < MaxIgnored) _ignored.Add(column);
    }

    /// <summary>The id of a device that a file calls by a name; the name itself where nothing says otherwise.</summary>
    public string IdOf(string name)
    {
        if (ArchiveIds.IsValid(name)) return name;
        var plain = name.Trim();
        if (options.Map.TryGetValue(plain, out var id) && ArchiveIds.IsValid(id))
        {
            _used.Add(plain);
            return id;
        }

        return plain;
    }
}
