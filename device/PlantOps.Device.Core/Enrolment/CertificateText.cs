using System;
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
        return begin < 0 || end < begin ? null : string.Concat(text.Substring(begin, end + End.Length - begin), "\n");
    }

    /// <summary>The DER of a text from <see cref="First(byte[])"/>; <see langword="null"/> where that is not base 64.</summary>
    public static byte[]? ToDer(string pem)
    {
        int end = pem.IndexOf(End);
        char[] symbols = new char[end];
        int count = 0;
        for (int i = Begin.Length; i < end; i++)
        {
            char c = pem[i];
            if (c == '\r' || c == '\n' || c == ' ')
            {
                continue;
            }

            bool afterPadding = count > 0 && symbols[count - 1] == '=' && c != '=';
            if (!IsBase64(c) || afterPadding)
            {
                return null;
            }

            symbols[count++] = c;
        }

        bool tooMuchPadding = count > 2 && symbols[count - 3] == '=';
        return count == 0 || count % 4 != 0 || tooMuchPadding ? null : Convert.FromBase64String(new string(symbols, 0, count));
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

    private static bool IsBase64(char c) =>
        (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '=';
}
