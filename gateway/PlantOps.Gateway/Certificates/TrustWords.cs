using System.Security.Cryptography;

namespace PlantOps.Gateway.Certificates;

/// <summary>A certificate as four words, to be compared by eye.</summary>
internal static class TrustWords
{
    // 2^24 tries find another certificate with the same words; each costs as much as this, so all of them cost days.
    private const int Rounds = 50_000;
    private const int Count = 4;

    // 64 words, so that a word is six bits.
    private static readonly string[] Words =
    [
        "acorn", "alder", "aloe", "apple", "ash", "bamboo", "bark", "basil", "bean", "beech", "berry", "birch", "bud", "cedar",
        "chive", "clay", "clover", "corn", "dew", "dill", "elm", "fern", "fig", "flax", "forest", "garden", "grass", "hazel",
        "heath", "herb", "iris", "ivy", "leaf", "lemon", "lily", "lotus", "maple", "meadow", "mint", "moss", "nut", "oak",
        "olive", "onion", "orchid", "palm", "peach", "pear", "pine", "pond", "poppy", "rain", "reed", "root", "rose", "sage",
        "seed", "spruce", "stone", "thyme", "tulip", "vine", "violet", "willow",
    ];

    public static IReadOnlyList<string> Of(byte[] certificate)
    {
        Span<byte> digest = stackalloc byte[Count];
        Rfc2898DeriveBytes.Pbkdf2(certificate, "PlantOps trust words"u8, digest, Rounds, HashAlgorithmName.SHA256);
        var words = new string[Count];
        for (var i = 0; i < Count; i++) words[i] = Words[digest[i] % Words.Length];
        return words;
    }
}
