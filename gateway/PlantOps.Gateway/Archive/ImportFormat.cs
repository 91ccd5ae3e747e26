namespace PlantOps.Gateway.Archive;

/// <summary>In which form others write readings down. <see cref="ArchiveFormat"/> is how this gateway does.</summary>
internal enum ImportFormat
{
    /// <summary>A table with a header: what export wrote, or any other by its columns.</summary>
    Csv,

    /// <summary>The same as Apache Parquet.</summary>
    Parquet,

    /// <summary>History or statistics of Home Assistant: a value of an entity a row.</summary>
    HomeAssistant,

    /// <summary>A channel's <c>feeds.csv</c>.</summary>
    ThingSpeak,

    /// <summary>InfluxDB's annotated CSV.</summary>
    InfluxCsv,

    /// <summary>InfluxDB's line protocol.</summary>
    LineProtocol,
}

internal static class ImportFormats
{
    public static readonly string[] Names = ["csv", "parquet", "home-assistant", "thingspeak", "influx-csv", "line-protocol"];

    /// <summary>Endings of files whose content says what they are.</summary>
    private static readonly string[] Endings = [".csv", ".tsv", ".txt", ".parquet", ".lp"];

    /// <summary>For people.</summary>
    public static string KnownEndings => string.Join(", ", Endings);

    public static string Name(ImportFormat format) => Names[(int)format];

    public static ImportFormat? Parse(string? name) => Array.IndexOf(Names, name) is >= 0 and var format
        ? (ImportFormat)format
        : null;

    /// <summary>Whether a file with this name may be one of these.</summary>
    public static bool IsKnown(string path) => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
