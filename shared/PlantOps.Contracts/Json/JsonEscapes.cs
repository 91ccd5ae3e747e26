namespace PlantOps.Contracts.Json;

/// <summary>Undoes the escapes of a JSON text (RFC 8259, section 7).</summary>
internal static class JsonEscapes
{
    /// <summary>
    /// Writes the UTF-8 text between two positions to <paramref name="into"/>, which is at least as long, without
    /// its escapes. Returns its length, or −1 where an escape is none.
    /// </summary>
    public static int Undo(byte[] data, int first, int end, byte[] into)
    {
        int length = 0;
        int i = first;
        while (i < end)
        {
            if (data[i] != '\\')
            {
                into[length++] = data[i++];
                continue;
            }

            if (data[i + 1] != 'u')
            {
                int plain = Plain(data[i + 1]);
                if (plain < 0)
                {
                    return -1;
                }

                into[length++] = (byte)plain;
                i += 2;
                continue;
            }

            int code = CodePoint(data, i, end);
            if (code < 0)
            {
                return -1;
            }

            i += code > 0xFFFF ? 12 : 6;
            length = Encode(code, into, length);
        }

        return length;
    }

    private static int Plain(byte escape)
    {
        switch ((char)escape)
        {
            case '"':
            case '\\':
            case '/': return escape;
            case 'b': return 8;
            case 'f': return 12;
            case 'n': return 10;
            case 'r': return 13;
            case 't': return 9;
            default: return -1;
        }
    }

    // A lone half of a surrogate pair is no character.
    private static int CodePoint(byte[] data, int i, int end)
    {
        int high = Hex(data, i + 2, end);
        if (high < 0xD800 || high > 0xDFFF)
        {
            return high;
        }

        bool paired = high < 0xDC00 && i + 12 <= end && data[i + 6] == '\\' && data[i + 7] == 'u';
        int low = paired ? Hex(data, i + 8, end) : -1;
        return low >= 0xDC00 && low <= 0xDFFF ? 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00) : -1;
    }

    private static int Hex(byte[] data, int first, int end)
    {
        if (first + 4 > end)
        {
            return -1;
        }

        int value = 0;
        for (int i = first; i < first + 4; i++)
        {
            int digit = Digit(data[i]);
            if (digit < 0)
            {
                return -1;
            }

            value = (value << 4) | digit;
        }

        return value;
    }

    private static int Digit(byte b)
    {
        if (b >= '0' && b <= '9')
        {
            return b - '0';
        }

        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private static int Encode(int code, byte[] into, int length)
    {
        if (code < 0x80)
        {
            into[length++] = (byte)code;
            return length;
        }

        int shift = code < 0x800 ? 6 : code < 0x10000 ? 12 : 18;
        int lead = shift == 6 ? 0xC0 : shift == 12 ? 0xE0 : 0xF0;
        into[length++] = (byte)(lead | (code >> shift));
        while (shift > 0)
        {
            shift -= 6;
            into[length++] = (byte)(0x80 | ((code >> shift) & 0x3F));
        }

        return length;
    }
}
