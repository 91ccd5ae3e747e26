namespace PlantOps.Gateway.Archive;

/// <summary>How readings are written down for others.</summary>
internal enum ArchiveFormat
{
    /// <summary>RFC 4180, UTF-8, with a header.</summary>
    Csv,

    /// <summary>Apache Parquet.</summary>
    Parquet,
}

internal static class ArchiveFormats
{
    public static readonly string[] Names = ["csv", "parquet"];

    private static readonly string[] MediaTypes = ["text/csv; charset=utf-8", "application/vnd.apache.parquet"];

    public static string Name(ArchiveFormat format) => Names[(int)format];

    public static string MediaType(ArchiveFormat format) => MediaTypes[(int)format];

    public static ArchiveFormat? Parse(string? name) =>
        Array.IndexOf(Names, name) is >= 0 and var format ? (ArchiveFormat)format : null;

    /// <summary>The format that a file's name says it has.</summary>
    public static ArchiveFormat? OfFile(string path) => Parse(Path.GetExtension(path).TrimStart('.').ToLowerInvariant());

    /// <summary>A writer that leaves the stream open.</summary>
    public static IArchiveWriter Writer(ArchiveFormat format, Stream output) =>
        format == ArchiveFormat.Csv ? new CsvArchiveWriter(output) : new ParquetArchiveWriter(output);
}
