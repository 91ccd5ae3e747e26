using System.Security.Cryptography;
using System.Text;

namespace PlantOps.Contracts.Settings;

/// <summary>
/// A short name for a CA, by which a gateway sees which one a device trusts: the first 8 bytes of the HMAC-SHA256 of
/// its DER under the key <c>PlantOps CA id v1</c>, in lower-case hexadecimal. It names and proves nothing.
/// </summary>
public static class CaIds
{
    private const string Key = "PlantOps CA id v1";
    private const string Digits = "0123456789abcdef";
    private const int Bytes = 8;

    /// <summary>The name of a CA.</summary>
    public static string Of(byte[] der)
    {
        byte[] hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), der);
        char[] text = new char[Bytes * 2];
        for (int i = 0; i < Bytes; i++)
        {
            text[i * 2] = Digits[hash[i] >> 4];
            text[(i * 2) + 1] = Digits[hash[i] & 15];
        }

        return new string(text);
    }
}
