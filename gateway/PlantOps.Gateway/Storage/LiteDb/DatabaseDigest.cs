using LiteDB;
using LiteDB.Engine;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>Comes down a database file that nobody has open to a number a collection, without changing it.</summary>
internal static class DatabaseDigest
{
    /// <summary>The count of a collection that LiteDB cannot read to its end.</summary>
    public const int Unreadable = -1;

    /// <summary>Of each collection how many documents it has, and the checksum of each, added up.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened or read.</exception>
    public static SortedDictionary<string, (int Count, ulong Hash)> Of(string path, CancellationToken stopping)
    {
        try
        {
            using var file = File.OpenHandle(path);
            using var engine = new LiteEngine(new EngineSettings { DataStream = new DataStream(file), ReadOnly = true });
            var digests = new SortedDictionary<string, (int Count, ulong Hash)>(StringComparer.Ordinal);
            foreach (var name in engine.CollectionNames()) digests[name] = Of(engine, name, stopping);
            return digests;
        }
        catch (Exception exception) when (exception is IOException || IsDamage(exception))
        {
            throw new StoreUnavailableException($"The database '{path}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Whether a file that nobody has open is a database, as far as its first pages say.</summary>
    public static bool Opens(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            if (RandomAccess.GetLength(file) < PageStream.PageSize) return false;
            using var engine = new LiteEngine(new EngineSettings { DataStream = new DataStream(file), ReadOnly = true });
            return engine.CollectionNames().Count >= 0;
        }
        catch (Exception exception) when (exception is IOException || IsDamage(exception))
        {
            return false;
        }
    }

    private static (int Count, ulong Hash) Of(LiteEngine engine, string collection, CancellationToken stopping)
    {
        var (count, hash) = (0, 0UL);
        try
        {
            using var reader = engine.Query(collection, new Query());
            while (reader.Read())
            {
                stopping.ThrowIfCancellationRequested();
                count++;
                hash = unchecked(hash + (ulong)DocumentSum.Of(reader.Current.AsDocument));
            }

            return (count, hash);
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            // What was damaged already is backed up as it is, and can be compared as far as it goes.
            return (Unreadable, hash);
        }
    }

    // LiteDB trusts its pages: of a damaged one it makes anything.
    private static bool IsDamage(Exception exception) =>
        exception is LiteException or SystemException and not (IOException or OperationCanceledException or OutOfMemoryException);
}
