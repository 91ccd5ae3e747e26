using System.Globalization;
using System.Security.Cryptography;

namespace PlantOps.Gateway.Access.Arrivals;

/// <summary>Codes that are read from one screen and typed at another: a word and a number.</summary>
internal static class ArrivalCodes
{
    private const int First = 10;
    private const int Beyond = 100;

    // Short, known to everybody, and no two that sound or look alike.
    private static readonly string[] Words =
    [
        "ACORN", "ALOE", "APPLE", "ASH", "BAMBOO", "BARK", "BASIL", "BEAN", "BERRY", "BIRCH", "BUD", "CEDAR", "CLAY", "CLOVER",
        "CORN", "DEW", "ELM", "FERN", "FIG", "FLAX", "FOREST", "GARDEN", "GRASS", "HAZEL", "HERB", "IVY", "LEAF", "LEMON", "LILY",
        "LOTUS", "MAPLE", "MEADOW", "MINT", "MOSS", "NUT", "OAK", "OLIVE", "ONION", "ORCHID", "PALM", "PEACH", "PINE", "POND",
        "POPPY", "RAIN", "REED", "ROOT", "ROSE", "SAGE", "SEED", "SHADE", "SPRUCE", "STONE", "SUN", "THYME", "TULIP", "VINE",
        "WILLOW",
    ];

    public static string New() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Words[RandomNumberGenerator.GetInt32(Words.Length)]}-{RandomNumberGenerator.GetInt32(First, Beyond)}");

    /// <summary>A code as somebody typed it: <c>fern 48</c> and <c>FERN48</c> are <c>FERN-48</c>.</summary>
    public static string Normalise(string typed)
    {
        var text = typed.Trim().ToUpperInvariant();
        var letters = new string([.. text.TakeWhile(char.IsAsciiLetterUpper)]);
        return $"{letters}-{text[letters.Length..].Trim(' ', '-')}";
    }
}
