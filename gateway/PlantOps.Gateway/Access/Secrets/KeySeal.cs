using System.Security.Cryptography;
using System.Text;

namespace PlantOps.Gateway.Access.Secrets;

/// <summary>
/// Encrypts the keys that secrets are encrypted with, by a key that is in no database: AES-256-GCM, which also holds each to its
/// name.
/// </summary>
/// <param name="secret">What the file of that key has; <see langword="null"/> where there is none.</param>
internal sealed class KeySeal(string? secret)
{
    private const string Mark = "sealed:";
    private const int KeyBytes = 32;

    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    // Stored by its effect, so never changed.
    private readonly byte[]? _key = secret is null
        ? null
        : HKDF.DeriveKey(
            HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), KeyBytes, info: "PlantOps.KeyRing.v1"u8.ToArray());

    /// <summary>Whether there is a key to do it with.</summary>
    public bool CanSeal => _key is not null;

    public static bool IsSealed(string text) => text.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>As it is to be stored: as it is, where there is no key.</summary>
    public string Seal(string name, string text)
    {
        if (_key is null) return text;
        var plain = Encoding.UTF8.GetBytes(text);
        var all = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = all.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagBytes);
        aes.Encrypt(
            nonce, plain, all.AsSpan(NonceBytes + TagBytes), all.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(name));
        return Mark + Convert.ToBase64String(all);
    }

    /// <exception cref="CryptographicException">It was sealed with another key, and the message says what to do.</exception>
    public string Open(string name, string text)
    {
        if (!IsSealed(text)) return text;
        try
        {
            var all = Convert.FromBase64String(text[Mark.Length..]);
            if (_key is null || all.Length < NonceBytes + TagBytes) throw new CryptographicException();
            var cipher = all.AsSpan(NonceBytes + TagBytes);
            var plain = new byte[cipher.Length];
            using var aes = new AesGcm(_key, TagBytes);
            aes.Decrypt(
                all.AsSpan(0, NonceBytes), cipher, all.AsSpan(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(name));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            throw new CryptographicException(
                $"The keys of secrets are encrypted in the database. {SecretOptions.KeyFileSetting.Key} must name the file that this " +
                "was done with.",
                exception);
        }
    }
}
