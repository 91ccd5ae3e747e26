using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PlantOps.Gateway.Updates;

/// <summary>
/// Asks which release is the newest, at an address that its owner set and never by itself. One request, which says nothing of
/// whoever asks; the answer counts only where the key of releases signed it.
/// </summary>
internal static class ReleaseFeed
{
    private const int MaxBytes = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Why an address is none to ask; <see langword="null"/> where it is one.</summary>
    public static string? Problem(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? null
            : $"'{address}' is no https address.";

    /// <summary>The newest release, or why it is not known.</summary>
    /// <param name="address">Of its <c>latest.json</c>.</param>
    /// <param name="publicKey">PEM.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<(Release? Newest, string? Problem)> Ask(
        Uri address, string publicKey, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { UseCookies = false, MaxAutomaticRedirections = 5 };
        using var client = new HttpClient(handler) { Timeout = Patience, MaxResponseContentBufferSize = MaxBytes };
        try
        {
            var answer = await client.GetByteArrayAsync(address, cancellationToken);
            return Read(answer, publicKey) is { } release ? (release, null)
                : (null, $"What {address.Host} answers is not signed by the key of PlantOps's releases.");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or FormatException)
        {
            return (null, $"{address.Host} does not say which release is the newest: {exception.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"{address.Host} did not answer within {Patience.TotalSeconds:0} seconds.");
        }
    }

    /// <summary>Whether a version is newer than another; of the same numbers the one with a suffix is older.</summary>
    public static bool IsNewer(string version, string than)
    {
        var ((numbers, suffix), (others, otherSuffix)) = (Parts(version), Parts(than));
        if (numbers is null || others is null) return false;
        var order = numbers.CompareTo(others);
        return order > 0 || (order == 0 && suffix.Length == 0 && otherSuffix.Length > 0);
    }

    private static (Version? Numbers, string Suffix) Parts(string version)
    {
        var parts = version.Split('+')[0].Split('-', 2);
        return (Version.TryParse(parts[0], out var numbers) ? numbers : null, parts.Length > 1 ? parts[1] : string.Empty);
    }

    private static Release? Read(byte[] answer, string publicKey)
    {
        var signed = JsonSerializer.Deserialize(answer, UpdatesJson.Default.SignedRelease)!;
        using var key = ECDsa.Create();
        key.ImportFromPem(publicKey);
        return key.VerifyData(Encoding.UTF8.GetBytes(signed.Release), Convert.FromBase64String(signed.Signature),
            HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
            ? JsonSerializer.Deserialize(signed.Release, UpdatesJson.Default.Release)
            : null;
    }
}

/// <summary>What is at such an address.</summary>
internal sealed class SignedRelease
{
    /// <summary>A <see cref="Updates.Release"/> as JSON, letter by letter as it was signed.</summary>
    public required string Release { get; init; }

    /// <summary>ECDSA with SHA-256, as DER in Base64.</summary>
    public required string Signature { get; init; }
}

/// <summary>A release.</summary>
internal sealed class Release
{
    public required string Version { get; init; }

    /// <summary>The day, as 2026-05-01.</summary>
    public string? Released { get; init; }

    /// <summary>Where it is and what is new.</summary>
    public string? Address { get; init; }
}

/// <summary>What <c>update check --json</c> says.</summary>
internal sealed class UpdateCheck
{
    public required string Version { get; init; }

    public required Release Newest { get; init; }

    public required bool IsNewer { get; init; }
}
