using System.Security.Cryptography;
using System.Text;

namespace PlantOps.Contracts.Enrolment;

/// <summary>
/// A one-time enrolment code: 20 characters of Crockford's base 32 in four groups, <c>SSSSS-SSSSS-PPPPP-PPPPP</c>.
/// The first ten are the secret (50 bit), the last ten pin the gateway's CA: the first 50 bit of
/// HMAC-SHA256(<see cref="PinKey"/>, CA certificate in DER).
/// Alphabet and look-alikes: Douglas Crockford, “Base 32”.
/// </summary>
public sealed class EnrolmentCode
{
    /// <summary>Published key of the pin: it separates this use of HMAC-SHA256 from any other, it is no secret.</summary>
    public const string PinKey = "PlantOps CA pin v1";

    /// <summary>Characters of the secret, and of the pin.</summary>
    public const int HalfLength = 10;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int GroupLength = 5;

    private EnrolmentCode(string symbols)
    {
        Secret = symbols.Substring(0, HalfLength);
        Pin = symbols.Substring(HalfLength);
    }

    /// <summary>The part that only the owner and the gateway know.</summary>
    public string Secret { get; }

    /// <summary>The part that names the gateway's CA.</summary>
    public string Pin { get; }

    /// <summary>
    /// Reads a code as people type it: any case, I and L for 1, O for 0, spaces and dashes anywhere.
    /// <see langword="null"/> where it is no code.
    /// </summary>
    public static EnrolmentCode? Parse(string? text)
    {
        if (text == null)
        {
            return null;
        }

        char[] symbols = new char[2 * HalfLength];
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

        return count == symbols.Length ? new EnrolmentCode(new string(symbols)) : null;
    }

    /// <summary>Makes a code from at least 7 random bytes and the CA certificate in DER.</summary>
    public static EnrolmentCode Create(byte[] random, byte[] caDer) => new EnrolmentCode(string.Concat(Symbols(random), PinOf(caDer)));

    /// <summary>The pin of a CA certificate given in DER.</summary>
    public static string PinOf(byte[] caDer) => Symbols(HMACSHA256.HashData(Encoding.UTF8.GetBytes(PinKey), caDer));

    /// <summary>Whether this code was made for that CA certificate, given in DER.</summary>
    public bool Matches(byte[] caDer) => Pin == PinOf(caDer);

    /// <summary>The code in its four groups.</summary>
    public override string ToString() => string.Concat(
        string.Concat(Secret.Substring(0, GroupLength), "-", Secret.Substring(GroupLength)),
        "-",
        string.Concat(Pin.Substring(0, GroupLength), "-", Pin.Substring(GroupLength)));

    private static string Symbols(byte[] bytes)
    {
        char[] symbols = new char[HalfLength];
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
