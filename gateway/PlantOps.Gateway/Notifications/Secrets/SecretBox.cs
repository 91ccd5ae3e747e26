using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace PlantOps.Gateway.Notifications.Secrets;

/// <summary>
/// Encrypts what must not be read from a copy of the database. Data protection of its own, made when it is first needed:
/// registered for the whole application it would be started with every gateway, and be found by whatever looks for it.
/// </summary>
internal sealed class SecretBox(KeyRing keys)
{
    private const string Application = "PlantOps";
    private const string Purpose = "Notifications.Channels.v1";

    private readonly Lock _gate = new();
    private IDataProtector? _protector;
    private int _knownKeys;

    public string Protect(string secret) => Protector().Protect(secret);

    /// <exception cref="CryptographicException">The key is gone, or it was changed.</exception>
    public string Unprotect(string kept)
    {
        try
        {
            return Protector().Unprotect(kept);
        }
        catch (CryptographicException) when (keys.Count != _knownKeys)
        {
            // Another gateway has made a key since; data protection by itself would look for it tomorrow.
            return Protector(anew: true).Unprotect(kept);
        }
    }

    private IDataProtector Protector(bool anew = false)
    {
        lock (_gate)
        {
            if (_protector is { } protector && !anew) return protector;
            var provider = DataProtectionProvider.Create(new DirectoryInfo(keys.Directory), builder =>
            {
                builder.SetApplicationName(Application);
                // In place of the directory, which is only there because the method asks for one.
                builder.Services.Configure<KeyManagementOptions>(options => options.XmlRepository = keys);
            });
            _protector = provider.CreateProtector(Purpose);
            // The first use makes a key where there is none.
            _protector.Protect(string.Empty);
            _knownKeys = keys.Count;
            return _protector;
        }
    }
}
