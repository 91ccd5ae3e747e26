using LiteDB;
using PlantOps.Gateway.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Storage.Damage;

/// <summary>Changes what is stored behind the gateway's back, as a failing disk does.</summary>
internal static class StoredDamage
{
    /// <summary>Changes documents and leaves their checksums as they were; how many.</summary>
    public static int Change(string directory, string collection, Func<BsonDocument, bool> change)
    {
        using var file = new LiteDbFile(
            new(directory), Microsoft.Extensions.Logging.Abstractions.NullLogger<LiteDbFile>.Instance);
        var changed = file.Read(engine => engine.All(collection)).Where(change).ToList();
        file.Commit(engine => engine.Upsert(collection, changed, BsonAutoId.Int64));
        return changed.Count;
    }

    /// <summary>Flips one bit of a field's content.</summary>
    public static bool Flip(BsonDocument document, string field)
    {
        if (document[field].IsBinary) document[field].AsBinary[document[field].AsBinary.Length / 2] ^= 4;
        else document[field] = Flip(document[field].AsString);
        return true;
    }

    /// <summary>Changes bytes of the file itself wherever some others are found; how many times.</summary>
    public static int Patch(string path, ReadOnlySpan<byte> find, Action<byte[], int> change)
    {
        var bytes = File.ReadAllBytes(path);
        var count = 0;
        for (var at = bytes.AsSpan().IndexOf(find); at >= 0; count++)
        {
            change(bytes, at);
            var next = bytes.AsSpan(at + find.Length).IndexOf(find);
            at = next < 0 ? -1 : at + find.Length + next;
        }

        File.WriteAllBytes(path, bytes);
        return count;
    }

    // In the middle, where the text is and not its quotes and braces: still as readable as before.
    private static string Flip(string text)
    {
        var letters = text.ToCharArray();
        var at = Array.FindIndex(letters, text.Length / 2, char.IsAsciiLetterLower);
        letters[at] = (char)(letters[at] ^ 1);
        return new string(letters);
    }
}
