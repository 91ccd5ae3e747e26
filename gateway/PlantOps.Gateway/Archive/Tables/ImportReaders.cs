namespace PlantOps.Gateway.Archive.Tables;

/// <summary>Opens a file with the reader of its kind, which its beginning says unless somebody does.</summary>
internal static class ImportReaders
{
    /// <summary>A reader, and what kind of file it is.</summary>
    /// <param name="input">A file; closed with the reader, and here where there is none.</param>
    /// <param name="context">What is said about it.</param>
    /// <param name="maxGroupBytes">What a row group of Parquet may take in memory.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <exception cref="InvalidDataException">It is of a kind that cannot be read.</exception>
    public static async Task<(IArchiveReader Reader, ImportFormat Format)> OpenAsync(
        Stream input, ImportContext context, long maxGroupBytes, CancellationToken cancellationToken)
    {
        try
        {
            var shape = await TextShape.OfAsync(input, context.Options, cancellationToken);
            var header = await TableKind.HeaderOfAsync(shape, cancellationToken);
            var format = context.Options.Format ?? TableKind.Of(shape, header);

            // What somebody says to be CSV can still be a kind of it that is known.
            if (format == ImportFormat.Csv && context.Options.Columns.Count == 0) format = KindOfCsv(shape, header);
            IArchiveReader reader = format switch
            {
                ImportFormat.Parquet => new ParquetArchiveReader(input, context, maxGroupBytes),
                ImportFormat.InfluxCsv => new InfluxCsvReader(input, shape, context),
                ImportFormat.LineProtocol => new LineProtocolReader(input, shape, context),
                _ => new CsvArchiveReader(input, shape, format, context),
            };
            return (reader, format);
        }
        catch
        {
            await input.DisposeAsync();
            throw;
        }
    }

    private static ImportFormat KindOfCsv(TextShape shape, string[] header)
    {
        try
        {
            var kind = TableKind.Of(shape, header);
            return kind is ImportFormat.HomeAssistant or ImportFormat.ThingSpeak or ImportFormat.InfluxCsv
                ? kind
                : ImportFormat.Csv;
        }
        catch (InvalidDataException)
        {
            return ImportFormat.Csv;
        }
    }
}
