using System.Security.Cryptography;

namespace PlantOps.Gateway.Dashboard.Settings.Data;

/// <summary>
/// Files that somebody looks at before they are imported, so that they need not be sent twice. At most two are held, in memory
/// and not for long; who comes too late sends the file again.
/// </summary>
internal sealed class HeldUploads(TimeProvider time)
{
    private const int MaxHeld = 2;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private readonly List<Held> _held = [];

    /// <summary>Holds a file; the token that finds it again.</summary>
    public string Hold(MemoryStream content, string name)
    {
        var held = new Held(Convert.ToHexString(RandomNumberGenerator.GetBytes(16)), content, name, time.GetUtcNow() + Lifetime);
        lock (_gate)
        {
            RemoveOld();
            if (_held.Count == MaxHeld) _held.RemoveAt(0);
            _held.Add(held);
        }

        return held.Token;
    }

    /// <summary>A file and its name; <see langword="null"/> where it is not held any more.</summary>
    public (MemoryStream Content, string Name)? Find(string token)
    {
        lock (_gate)
        {
            RemoveOld();
            return _held.Find(held => held.Token == token) is { } found ? (found.Content, found.Name) : null;
        }
    }

    public void Drop(string token)
    {
        lock (_gate) _held.RemoveAll(held => held.Token == token);
    }

    private void RemoveOld() => _held.RemoveAll(held => held.Until <= time.GetUtcNow());

    private sealed record Held(string Token, MemoryStream Content, string Name, DateTimeOffset Until);
}
