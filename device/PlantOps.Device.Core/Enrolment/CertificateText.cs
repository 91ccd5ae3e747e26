using System;
using System.Text;

namespace PlantOps.Device.Core.Enrolment;

/// <summary>The DER inside a PEM certificate (RFC 7468); only the first of several counts.</summary>
internal static class CertificateText
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";

    /// <summary>The text between its markers, both included; <see langword="null"/> where there is no certificate.</summary>
    public static string? First(byte[] file)
    {
        string text = Encoding.UTF8.GetString(file, 0, file.Length);
        int begin = text.IndexOf(Begin);
        int end = text.IndexOf(End);
        return begin < 0 || end < begin ? null : string.Concat(text.Substring(begin, end + End.Length - begin), "\n");
    }

    /// <summary>The DER of a text from <see cref="First"/>; <see langword="null"/> where that is not base 64.</summary>
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

            if (!IsBase64(c))
            {
                return null;
            }

            symbols[count++] = c;
        }

        return count == 0 || count % 4 != 0 ? null : Convert.FromBase64String(new string(symbols, 0, count));
    }

    private static bool IsBase64(char c) =>
        (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '=';
}
