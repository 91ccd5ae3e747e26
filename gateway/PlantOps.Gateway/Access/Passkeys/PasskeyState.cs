using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using PlantOps.Gateway.Access.Sessions;

namespace PlantOps.Gateway.Access.Passkeys;

/// <summary>
/// The question that a browser was asked, until it answers: in a cookie that only this process can have written, so that
/// strangers who ask and never answer cost no memory. An answer counts once.
/// </summary>
internal sealed class PasskeyState(TimeProvider time)
{
    public const string Making = "making";
    public const string SigningIn = "signing-in";

    private const string Cookie = "__Host-plantops-passkey";
    private const int KeyBytes = 32;
    private const int MaxAnswered = 1000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(KeyBytes);
    private readonly ConcurrentDictionary<string, long> _answered = new();

    public void Write(HttpContext context, string purpose, string? state)
    {
        var until = (time.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds();
        var content = Encoding.UTF8.GetBytes($"{purpose}\n{until}\n{state}");
        var value = $"{Base64Url.EncodeToString(content)}.{Base64Url.EncodeToString(HMACSHA256.HashData(_key, content))}";
        context.Response.Cookies.Append(Cookie, value, SessionCookie.Options(Lifetime));
    }

    /// <summary>The question, once; <see langword="null"/> where there is none, it is over or it was answered.</summary>
    public string? Take(HttpContext context, string purpose)
    {
        var value = context.Request.Cookies[Cookie];
        context.Response.Cookies.Append(Cookie, string.Empty, SessionCookie.Options(TimeSpan.Zero));
        var parts = value?.Split('.') ?? [];
        if (parts.Length != 2 || !Base64Url.IsValid(parts[0]) || !Base64Url.IsValid(parts[1])) return null;
        var (content, mark) = (Base64Url.DecodeFromChars(parts[0]), Base64Url.DecodeFromChars(parts[1]));
        if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(_key, content), mark)) return null;
        var lines = Encoding.UTF8.GetString(content).Split('\n', 3);
        var (now, until) = (time.GetUtcNow().ToUnixTimeMilliseconds(),
            long.Parse(lines[1], System.Globalization.CultureInfo.InvariantCulture));
        return lines[0] == purpose && now < until && IsFirst(parts[1], now, until) ? lines[2] : null;
    }

    // Only what could be answered at all is remembered: forgeries are not.
    private bool IsFirst(string mark, long now, long until)
    {
        foreach (var over in _answered.Where(answered => answered.Value <= now)) _answered.TryRemove(over.Key, out _);
        return _answered.Count < MaxAnswered && _answered.TryAdd(mark, until);
    }
}
