using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace PlantOps.Gateway.Access.Secrets;

/// <summary>Where something is stored that was encrypted.</summary>
internal interface IStoredSecrets
{
    /// <summary>How many of them can be decrypted.</summary>
    int CountReadable();
}

/// <summary>
/// Encrypts what must not be read from a copy of the database. Data protection of its own, made when it is first needed:
/// registered for the whole application it would be started with every gateway, and be found by whatever looks for it.
/// </summary>
internal sealed class SecretBox(KeyRing keys)
{
    private const string Application = "PlantOps";

    private readonly Lock _gate = new();
    private IDataProtectionProvider? _provider;
    private int _knownKeys;

    /// <param name="secret">In the clear.</param>
    /// <param name="purpose">Whose it is; stored with it by its effect, so never changed. Nobody else's can be read with
    /// it.</param>
    public string Protect(string secret, string purpose) => Protector(purpose).Protect(secret);

    /// <exception cref="CryptographicException">The key is gone, it was changed, or it is of another purpose.</exception>
    public string Unprotect(string kept, string purpose)
    {
        try
        {
            return Protector(purpose).Unprotect(kept);
        }
        catch (CryptographicException) when (keys.Count != _knownKeys)
        {
            // Another gateway has made a key since; data protection by itself would look for it tomorrow.
            return Protector(purpose, anew: true).Unprotect(kept);
        }
    }

    /// <summary>Whether it can be decrypted.</summary>
    public bool CanRead(string kept, string purpose)
    {
        try
        {
            return Unprotect(kept, purpose).Length >= 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private IDataProtector Protector(string purpose, bool anew = false)
    {
        lock (_gate)
        {
            if (_provider is { } known && !anew) return known.CreateProtector(purpose);
            var provider = DataProtectionProvider.Create(new DirectoryInfo(keys.Directory), builder =>
            {
                builder.SetApplicationName(Application);
                // In place of the directory, which is only there because the method asks for one.
                builder.Services.Configure<KeyManagementOptions>(options => options.XmlRepository = keys);
            });
            var protector = provider.CreateProtector(purpose);
            // The first use makes a key where there is none.
            protector.Protect(string.Empty);
            _provider = provider;
            _knownKeys = keys.Count;
            return protector;
        }
    }
}
