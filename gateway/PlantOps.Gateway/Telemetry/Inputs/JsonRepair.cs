using System.Buffers;

namespace PlantOps.Gateway.Telemetry.Inputs;

/// <summary>
/// Makes JSON of what nearly is: a byte order mark before it, NUL and line ends behind it, bare words and numbers that JSON does
/// not have (<c>nan</c>, <c>inf</c>, <c>.5</c>), which become texts, values that are left out, and single quotes. Only for what
/// could not be read as it is. Walks through the payload once and makes at most twice as many bytes and some.
/// </summary>
internal static class JsonRepair
{
    private static readonly SearchValues<byte> WordEnds = SearchValues.Create("{}[],:\"' \t\r\n\0"u8);

    /// <summary>What to read instead; <see langword="null"/> where it does not look like JSON at all.</summary>
    public static ReadOnlyMemory<byte>? Try(ReadOnlySequence<byte> payload)
    {
        var bytes = payload.IsSingleSegment ? payload.FirstSpan : payload.ToArray();
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        bytes = bytes.Trim("\0 \t\r\n"u8);
        if (bytes.IsEmpty || bytes[0] is not ((byte)'{' or (byte)'[')) return null;
        var repaired = new ArrayBufferWriter<byte>(bytes.Length + 64);
        byte last = 0;
        while (!bytes.IsEmpty)
        {
            var length = bytes[0] switch
            {
                (byte)'"' or (byte)'\'' => Text(bytes, repaired),
                (byte)'{' or (byte)'}' or (byte)'[' or (byte)']' or (byte)',' or (byte)':' => Mark(bytes[0], last, repaired),
                <= (byte)' ' => Blank(repaired),
                _ => Word(bytes, repaired),
            };
            if (bytes[0] > (byte)' ') last = bytes[0];
            bytes = bytes[length..];
        }

        return repaired.WrittenMemory;
    }

    // As printf leaves it where a value is empty: {"temperature":,"humidity":41}.
    private static int Mark(byte mark, byte last, ArrayBufferWriter<byte> to)
    {
        if (last == (byte)':' && mark is (byte)',' or (byte)'}' or (byte)']') to.Write("\"\""u8);
        to.Write([mark]);
        return 1;
    }

    private static int Blank(ArrayBufferWriter<byte> to)
    {
        to.Write(" "u8);
        return 1;
    }

    private static int Text(ReadOnlySpan<byte> from, ArrayBufferWriter<byte> to)
    {
        var quote = from[0];
        to.Write("\""u8);
        for (var at = 1; at < from.Length; at++)
        {
            if (from[at] == quote)
            {
                to.Write("\""u8);
                return at + 1;
            }

            if (from[at] == (byte)'\\' && at + 1 < from.Length && from[at + 1] != (byte)'\'') to.Write(from.Slice(at++, 2));
            else if (from[at] == (byte)'"') to.Write("\\\""u8);
            else if (from[at] < (byte)' ') to.Write(" "u8);
            else if (from[at] != (byte)'\\') to.Write(from.Slice(at, 1));
        }

        return from.Length;
    }

    private static int Word(ReadOnlySpan<byte> from, ArrayBufferWriter<byte> to)
    {
        var length = from.IndexOfAny(WordEnds);
        var word = length < 0 ? from : from[..length];
        if (IsJson(word))
        {
            to.Write(word);
            return word.Length;
        }

        to.Write("\""u8);
        foreach (var character in word)
        {
            if (character == (byte)'\\') to.Write("\\\\"u8);
            else if (character >= (byte)' ') to.Write([character]);
        }

        to.Write("\""u8);
        return word.Length;
    }

    private static bool IsJson(ReadOnlySpan<byte> word)
    {
        if (word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8) || word.SequenceEqual("null"u8)) return true;
        var rest = word[0] == (byte)'-' ? word[1..] : word;
        var whole = Digits(rest);
        if (whole == 0 || (whole > 1 && rest[0] == (byte)'0')) return false;
        rest = rest[whole..];
        if (rest is [(byte)'.', ..])
        {
            var decimals = Digits(rest[1..]);
            if (decimals == 0) return false;
            rest = rest[(1 + decimals)..];
        }

        if (rest is not [(byte)'e' or (byte)'E', ..]) return rest.IsEmpty;
        rest = rest[1..];
        if (rest is [(byte)'+' or (byte)'-', ..]) rest = rest[1..];
        return !rest.IsEmpty && Digits(rest) == rest.Length;
    }

    private static int Digits(ReadOnlySpan<byte> from) =>
        from.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is >= 0 and var length ? length : from.Length;
}
