using PlantOps.Gateway.Archive.Tables;

namespace PlantOps.Gateway.Archive;

/// <summary>Reads one file of an import from its beginning to its end.</summary>
internal static class ImportPass
{
    /// <summary>What kind of file it was.</summary>
    /// <param name="input">The file; closed in the end.</param>
    /// <param name="context">What is said about it.</param>
    /// <param name="maxGroupBytes">What a row group of Parquet may take in memory.</param>
    /// <param name="take">Takes rows, and how far it is, from 0 to 1; they are gone afterwards.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <exception cref="InvalidDataException">It cannot be read; the message says why.</exception>
    public static async Task<ImportFormat> RunAsync(
        Stream input, ImportContext context, long maxGroupBytes, Func<ArchiveRows, double, ValueTask> take,
        CancellationToken cancellationToken)
    {
        var (reader, format) = await ImportReaders.OpenAsync(input, context, maxGroupBytes, cancellationToken);
        await using (reader)
        {
            var rows = new ArchiveRows();
            while (await reader.ReadAsync(rows, cancellationToken))
            {
                await take(rows, reader.Progress);
                rows.Clear();
            }

            // What was met before the file's end was noticed.
            await take(rows, 1);
        }

        return format;
    }
}
