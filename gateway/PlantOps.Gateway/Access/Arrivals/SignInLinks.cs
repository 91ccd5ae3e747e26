using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PlantOps.Gateway.Access.Arrivals;

/// <summary>
/// Links that sign the machine's owner in, in a browser on the machine itself: each once, and for minutes. In memory, as
/// SHA-256.
/// </summary>
internal sealed class SignInLinks(TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Where such a link leads, before its secret.</summary>
    public const string Path = "/open/";

    /// <summary>How many are good at a time; a further one makes the oldest worthless.</summary>
    public const int Max = 5;

    private const int SecretBytes = 32;
    private const int MaxSecretLength = 64;

    private readonly Lock _gate = new();
    private readonly List<(string Hash, long Until)> _links = [];

    /// <summary>The secret of a new link.</summary>
    public string Make()
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        lock (_gate)
        {
            if (_links.Count >= Max) _links.RemoveAt(0);
            _links.Add((HashOf(secret), Now() + (long)Lifetime.TotalMilliseconds));
        }

        return secret;
    }

    /// <summary>Whether it is the secret of a link that is still good; from then on it is not.</summary>
    public bool Take(string secret)
    {
        if (secret.Length > MaxSecretLength) return false;
        var (hash, now) = (HashOf(secret), Now());
        lock (_gate)
        {
            var at = _links.FindIndex(link => link.Hash == hash);
            if (at < 0) return false;
            var isGood = now < _links[at].Until;
            _links.RemoveAt(at);
            return isGood;
        }
    }

    private static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
