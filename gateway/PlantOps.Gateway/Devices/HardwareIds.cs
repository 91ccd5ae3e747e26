using System.Globalization;
using System.Text;
using PlantOps.Contracts;

namespace PlantOps.Gateway.Devices;

/// <summary>
/// What tells one piece of hardware from another: in one spelling, and what stands in its place where a device has none.
/// No two devices share one.
/// </summary>
internal static class HardwareIds
{
    /// <summary>It was made for readings of another gateway.</summary>
    private const string Imported = "imported:";

    /// <summary>It has given its hardware up.</summary>
    private const string Gone = "gone:";

    /// <summary>It came without one and got it from the gateway.</summary>
    private const string Made = "made-";

    // EUI-48 and EUI-64, in bytes.
    private static readonly int[] MacLengths = [6, 8];
    private static readonly char[] MacSeparators = [':', '-', '_', ' ', '.'];

    // Letters and symbols that nobody sees (Unicode: Default_Ignorable_Code_Point, and the empty Braille pattern).
    private const string Unseen = "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u2800\u3164\uFFA0";

    public static string OfImported(string deviceId) => Imported + deviceId;

    public static string OfGone(string deviceId) => Gone + deviceId;

    /// <summary>One for a device that has none.</summary>
    public static string New() => Made + Guid.NewGuid().ToString("N");

    /// <summary>Whether this only stands for a hardware id.</summary>
    public static bool IsPlaceholder(string hardwareId)
    {
        var id = hardwareId.AsSpan().Trim(' ');
        return id.StartsWith(Imported, StringComparison.OrdinalIgnoreCase)
            || id.StartsWith(Gone, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether it has 1 to 64 characters that can be seen: two that look alike must not be two devices.</summary>
    public static bool IsValid(string hardwareId) =>
        hardwareId.Trim(' ').Length is > 0 and <= Limits.MaxTokenLength && hardwareId.EnumerateRunes().All(IsSeen);

    /// <summary>As it is kept and shown: without spaces around it, and a MAC address as <c>24:6F:28:AE:52:7C</c>.</summary>
    public static string Normalize(string hardwareId)
    {
        var id = hardwareId.Trim(' ');
        return MacIn(id) is { } digits ? string.Join(':', digits.Chunk(2).Select(pair => new string(pair))) : id;
    }

    /// <summary>What all spellings of one have in common.</summary>
    public static string KeyOf(string hardwareId) => Normalize(hardwareId).ToUpperInvariant();

    // AA:BB:…, AA-BB-…, AA_BB_…, AA BB …, AABB.CCDD.… or AABB…, in any case, also behind 0x.
    private static string? MacIn(string id)
    {
        if (id.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) id = id[2..];
        var digits = string.Concat(id.Split(MacSeparators));
        if (!MacLengths.Contains(digits.Length / 2) || digits.Length % 2 != 0 || !digits.All(char.IsAsciiHexDigit)) return null;
        var isOne = id.Length == digits.Length || IsGrouped(id, ':', 2) || IsGrouped(id, '-', 2) || IsGrouped(id, '_', 2)
            || IsGrouped(id, ' ', 2) || IsGrouped(id, '.', 2) || IsGrouped(id, '.', 4);
        return isOne ? digits.ToUpperInvariant() : null;
    }

    private static bool IsGrouped(string id, char separator, int length) =>
        id.Split(separator).All(group => group.Length == length);

    private static bool IsSeen(Rune rune) => rune.Value == ' ' || (!IsUnseen(rune) && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));

    private static bool IsUnseen(Rune rune) =>
        rune == Rune.ReplacementChar || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF)
            || (rune.IsBmp && Unseen.Contains((char)rune.Value));
}
