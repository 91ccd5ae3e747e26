using System.Text;

namespace PlantOps.Device.Core.Enrolment;

/// <summary>The DER inside a PEM certificate (RFC 7468); only the first of several counts.</summary>
internal static class CertificateText
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";

    /// <summary>The text between its markers, both included; <see langword="null"/> where there is no certificate.</summary>
    public static string? First(byte[] file) => First(Encoding.UTF8.GetString(file, 0, file.Length));

    /// <summary>
    /// The DER of the first certificate in a text; <see langword="null"/> where there is none that could be one. What
    /// it says is not looked at.
    /// </summary>
    public static byte[]? DerOf(string text)
    {
        string? pem = First(text);
        byte[]? der = pem == null ? null : ToDer(pem);
        return der != null && IsSequence(der) ? der : null;
    }

    private static string? First(string text)
    {
        int begin = text.IndexOf(Begin);
        int end = text.IndexOf(End);
        if (begin < 0 || end < begin)
        {
            return null;
        }

        // Mostly the text is just that already; a certificate is too long to have it twice.
        bool isAlone = begin == 0 && end + End.Length == text.Length - 1 && text[text.Length - 1] == '\n';
        return isAlone ? text : string.Concat(text.Substring(begin, end + End.Length - begin), "\n");
    }

    /// <summary>The DER of a text from <see cref="First(byte[])"/>; <see langword="null"/> where that is not base 64.</summary>
    public static byte[]? ToDer(string pem)
    {
        int end = pem.IndexOf(End);
        int symbols = 0;
        int padding = 0;
        for (int i = Begin.Length; i < end; i++)
        {
            char c = pem[i];
            if (IsBlank(c))
            {
                continue;
            }

            if (c == '=' ? ++padding > 2 : padding > 0 || ValueOf(c) < 0)
            {
                return null;
            }

            symbols++;
        }

        return symbols == 0 || symbols % 4 != 0 ? null : Decode(pem, end, (symbols / 4 * 3) - padding);
    }

    // By hand: the library's decoder would want the text without its line ends, which is a copy of all of it.
    private static byte[] Decode(string pem, int end, int length)
    {
        byte[] der = new byte[length];
        int at = 0;
        int bits = 0;
        int pending = 0;
        for (int i = Begin.Length; i < end && at < length; i++)
        {
            char c = pem[i];
            if (IsBlank(c))
            {
                continue;
            }

            pending = ((pending << 6) | ValueOf(c)) & 0xFFFF;
            bits += 6;
            if (bits >= 8)
            {
                bits -= 8;
                der[at++] = (byte)(pending >> bits);
            }
        }

        return der;
    }

    // A certificate is a sequence of three, the first of which is one too (RFC 5280, 4.1), each with its length in
    // two bytes for what is longer than 255 (ITU-T X.690, 8.1.3).
    private static bool IsSequence(byte[] der)
    {
        const byte Sequence = 0x30;
        const byte TwoBytes = 0x82;
        return der.Length > 8 && der[0] == Sequence && der[1] == TwoBytes
            && ((der[2] << 8) | der[3]) == der.Length - 4 && der[4] == Sequence;
    }

    private static bool IsBlank(char c) => c == '\r' || c == '\n' || c == ' ';

    // −1 for what is no symbol of base 64 (RFC 4648, 4).
    private static int ValueOf(char c) =>
        c >= 'A' && c <= 'Z' ? c - 'A'
        : c >= 'a' && c <= 'z' ? c - 'a' + 26
        : c >= '0' && c <= '9' ? c - '0' + 52
        : c == '+' ? 62 : c == '/' ? 63 : -1;
}
