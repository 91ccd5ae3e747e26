using System.Security.Cryptography;
using System.Text;

namespace PlantOps.Contracts.Enrolment;

/// <summary>
/// A one-time enrolment code: 20 characters of Crockford's base 32 in four groups, <c>SSSSS-SSSPP-PPPPP-PPPCC</c>.
/// The first eight are the secret (40 bit). The next ten pin the gateway's CA: the first 50 bit of
/// HMAC-SHA256(secret, CA certificate in DER), so that nobody who does not have the code can work them out. The last
/// two find typing mistakes and protect nothing.
/// Alphabet and look-alikes: Douglas Crockford, “Base 32”.
/// </summary>
public sealed class EnrolmentCode
{
    /// <summary>Characters of a code.</summary>
    public const int Length = SecretLength + PinLength + CheckLength;

    private const int SecretLength = 8;
    private const int PinLength = 10;
    private const int CheckLength = 2;
    private const int GroupLength = 5;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private EnrolmentCode(string secret, string pin)
    {
        Secret = secret;
        Pin = pin;
    }

    /// <summary>The part that only the owner and the gateway know.</summary>
    public string Secret { get; }

    /// <summary>The part that names the gateway's CA.</summary>
    public string Pin { get; }

    /// <summary>
    /// Reads a code as people type it: any case, I and L for 1, O for 0, spaces and dashes anywhere.
    /// <see langword="null"/> where it is no code, or a mistyped one.
    /// </summary>
    public static EnrolmentCode? Parse(string? text)
    {
        string? symbols = SymbolsIn(text);
        if (symbols == null || !EndsWithItsCheck(symbols))
        {
            return null;
        }

        return new EnrolmentCode(symbols.Substring(0, SecretLength), symbols.Substring(SecretLength, PinLength));
    }

    /// <summary>
    /// Whether a text has the characters of a code, but not those of any code that was ever made: one or two wrong
    /// characters, or two that changed places, are always found, and anything else but for one time in 1,024.
    /// </summary>
    public static bool IsMistyped(string? text)
    {
        string? symbols = SymbolsIn(text);
        return symbols != null && !EndsWithItsCheck(symbols);
    }

    /// <summary>Makes a code from at least 5 random bytes and the CA certificate in DER.</summary>
    public static EnrolmentCode Create(byte[] random, byte[] caDer)
    {
        string secret = Symbols(random, SecretLength);
        return new EnrolmentCode(secret, PinOf(secret, caDer));
    }

    /// <summary>The pin of a CA certificate, given in DER, in the code with that secret.</summary>
    public static string PinOf(string secret, byte[] caDer) =>
        Symbols(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), caDer), PinLength);

    /// <summary>
    /// Whether this code was made for that CA certificate, given in DER. Takes as long whichever character differs.
    /// </summary>
    public bool Matches(byte[] caDer)
    {
        string pin = PinOf(Secret, caDer);
        int difference = 0;
        for (int i = 0; i < PinLength; i++)
        {
            difference |= pin[i] ^ Pin[i];
        }

        return difference == 0;
    }

    /// <summary>The code in its four groups.</summary>
    public override string ToString()
    {
        string symbols = string.Concat(Secret, Pin);
        symbols = string.Concat(symbols, CheckOf(symbols));
        string text = symbols.Substring(0, GroupLength);
        for (int i = GroupLength; i < Length; i += GroupLength)
        {
            text = string.Concat(text, "-", symbols.Substring(i, GroupLength));
        }

        return text;
    }

    private static string? SymbolsIn(string? text)
    {
        if (text == null)
        {
            return null;
        }

        char[] symbols = new char[Length];
        int count = 0;
        foreach (char c in text)
        {
            if (c == '-' || c == ' ')
            {
                continue;
            }

            int value = ValueOf(c);
            if (value < 0 || count == symbols.Length)
            {
                return null;
            }

            symbols[count++] = Alphabet[value];
        }

        return count == symbols.Length ? new string(symbols) : null;
    }

    private static bool EndsWithItsCheck(string symbols) =>
        symbols.Substring(SecretLength + PinLength) == CheckOf(symbols.Substring(0, SecretLength + PinLength));

    // Reed-Solomon over GF(32), x^5 + x^2 + 1, with the generator (x - 1)(x - 2) = x^2 + 3x + 2: any two wrong
    // characters of at most 31 give another remainder.
    private static string CheckOf(string symbols)
    {
        int high = 0, low = 0;
        foreach (char c in symbols)
        {
            int carry = Alphabet.IndexOf(c) ^ high;
            int doubled = Doubled(carry);
            high = low ^ doubled ^ carry;
            low = doubled;
        }

        return new string(new char[] { Alphabet[high], Alphabet[low] });
    }

    private static int Doubled(int value) => value < 16 ? value << 1 : (value << 1) ^ 0x25;

    private static string Symbols(byte[] bytes, int length)
    {
        char[] symbols = new char[length];
        int bits = 0, held = 0, next = 0;
        for (int i = 0; i < symbols.Length; i++)
        {
            if (held < 5)
            {
                bits = (bits << 8) | bytes[next++];
                held += 8;
            }

            held -= 5;
            symbols[i] = Alphabet[(bits >> held) & 31];
            bits &= (1 << held) - 1;
        }

        return new string(symbols);
    }

    private static int ValueOf(char c)
    {
        if (c >= 'a' && c <= 'z')
        {
            c = (char)(c - 'a' + 'A');
        }

        switch (c)
        {
            case 'I':
            case 'L': return 1;
            case 'O': return 0;
            default: return Alphabet.IndexOf(c);
        }
    }
}
