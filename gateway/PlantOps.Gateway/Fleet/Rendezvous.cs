namespace PlantOps.Gateway.Fleet;

/// <summary>
/// Who of several owns a thing, by highest random weight: all who know the same members come to the same answer without asking,
/// and when a member goes only what it owned moves.
/// </summary>
internal static class Rendezvous
{
    private const ulong Offset = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    /// <summary>The member with the highest weight for a key; <see langword="null"/> where there is none.</summary>
    public static string? OwnerOf(string key, IReadOnlyList<string> members)
    {
        string? owner = null;
        var highest = 0UL;
        foreach (var member in members)
        {
            var weight = WeightOf(member, key);
            if (owner is not null && (weight < highest || (weight == highest && string.CompareOrdinal(member, owner) > 0)))
                continue;
            (owner, highest) = (member, weight);
        }

        return owner;
    }

    // FNV-1a over both, and MurmurHash3's finish, without which keys that differ in their last letter go together.
    private static ulong WeightOf(string member, string key)
    {
        var hash = Add(Add(Offset, member) * Prime, key);
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccd;
        hash ^= hash >> 33;
        hash *= 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }

    private static ulong Add(ulong hash, string text)
    {
        foreach (var letter in text) hash = (hash ^ letter) * Prime;
        return hash;
    }
}
