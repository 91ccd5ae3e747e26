using System.Text;

namespace PlantOps.Gateway.Archive.Tables;

/// <summary>How a text file is written, found out from its beginning.</summary>
/// <param name="Encoding">Its characters; <see langword="null"/> for UTF-8.</param>
/// <param name="Separator">Between fields.</param>
/// <param name="LineEnd">LF, or CR where there is no other.</param>
/// <param name="DecimalComma">Whether a comma stands before decimals.</param>
/// <param name="Head">The beginning, as UTF-8.</param>
internal sealed record TextShape(Encoding? Encoding, byte Separator, byte LineEnd, bool DecimalComma, byte[] Head)
{
    private const int HeadBytes = 64 * 1024;
    private const int MaxLines = 50;

    // The comma last: it may stand before decimals, too.
    private static readonly byte[] Separators = [(byte)'\t', (byte)';', (byte)'|', (byte)','];

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Looks at a stream, which is at its beginning again afterwards.</summary>
    public static async Task<TextShape> OfAsync(Stream input, ImportOptions options, CancellationToken cancellationToken)
    {
        var head = new byte[HeadBytes];
        var length = await input.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, cancellationToken);
        input.Position = 0;
        return Of(head.AsSpan(0, length), options);
    }

    public static TextShape Of(ReadOnlySpan<byte> head, ImportOptions options)
    {
        var encoding = EncodingOf(head);
        var text = encoding is null ? head.ToArray() : Encoding.UTF8.GetBytes(encoding.GetString(head));
        if (text.AsSpan().StartsWith(Encoding.UTF8.Preamble)) text = text[Encoding.UTF8.Preamble.Length..];
        var lineEnd = LineEndOf(text);
        var lines = Lines(text, lineEnd);
        var separator = options.Separator ?? SeparatorOf(lines);
        return new TextShape(encoding, separator, lineEnd, options.DecimalComma ?? HasDecimalComma(lines, separator), text);
    }

    /// <summary>The same as UTF-8.</summary>
    public Stream Decode(Stream input) =>
        Encoding is null ? input : Encoding.CreateTranscodingStream(input, Encoding, System.Text.Encoding.UTF8);

    private static Encoding? EncodingOf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode;
        if (head.Length >= 4 && head[1] == 0 && head[3] == 0 && head[0] != 0) return Encoding.Unicode;
        if (head.Length >= 4 && head[0] == 0 && head[2] == 0 && head[1] != 0) return Encoding.BigEndianUnicode;

        // A header that is no UTF-8 comes from a program that still writes the characters of Western Europe.
        var end = head.IndexOfAny((byte)'\n', (byte)'\r');
        try
        {
            Strict.GetCharCount(end < 0 ? [] : head[..end]);
            return null;
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1;
        }
    }

    private static List<byte[]> Lines(byte[] text, byte lineEnd)
    {
        var lines = new List<byte[]>();
        var (start, isQuoted) = (0, false);
        for (var at = 0; at < text.Length && lines.Count < MaxLines; at++)
        {
            if (text[at] == '"') isQuoted = !isQuoted;
            if (text[at] != lineEnd || isQuoted) continue;
            var line = text[start..at];
            start = at + 1;
            if (line.AsSpan().Trim("\r\n \t"u8).Length > 0 && line[0] != '#') lines.Add(line);
        }

        // What is left is the last line, unless it is cut off.
        if (start < text.Length && lines.Count < MaxLines && (lines.Count == 0 || text.Length < HeadBytes))
            lines.Add(text[start..]);
        return lines;
    }

    // The first one that stands outside quotes says it.
    private static byte LineEndOf(byte[] text)
    {
        var isQuoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '"') isQuoted = !isQuoted;
            if (text[at] is not ((byte)'\r' or (byte)'\n') || isQuoted) continue;
            return text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n') ? (byte)'\r' : (byte)'\n';
        }

        return (byte)'\n';
    }

    private static byte SeparatorOf(List<byte[]> lines)
    {
        if (lines.Count == 0) return (byte)',';
        if (lines[0].AsSpan().StartsWith("sep="u8) && lines[0].Length > 4 && Separators.Contains(lines[0][4])) return lines[0][4];
        foreach (var separator in Separators)
        {
            var columns = Count(lines[0], separator);
            if (columns > 0 && lines.Count(line => Count(line, separator) == columns) * 10 >= lines.Count * 9) return separator;
        }

        return Separators.MaxBy(separator => Count(lines[0], separator) + (separator == ',' ? 1 : 0));
    }

    private static int Count(byte[] line, byte separator)
    {
        var (count, isQuoted) = (0, false);
        foreach (var one in line)
        {
            if (one == '"') isQuoted = !isQuoted;
            else if (one == separator && !isQuoted) count++;
        }

        return count;
    }

    private static bool HasDecimalComma(List<byte[]> lines, byte separator)
    {
        foreach (var line in lines.Skip(1))
        {
            var rest = line.AsSpan().TrimEnd((byte)'\r');
            while (rest.Length > 0)
            {
                var isQuoted = rest[0] == '"';
                if (isQuoted) rest = rest[1..];
                var end = rest.IndexOf(isQuoted ? (byte)'"' : separator);
                if (ImportNumber.HasDecimalComma(end < 0 ? rest : rest[..end])) return true;
                if (end < 0) break;
                rest = rest[(end + 1)..];
                if (isQuoted && rest.Length > 0 && rest[0] == separator) rest = rest[1..];
            }
        }

        return false;
    }
}
