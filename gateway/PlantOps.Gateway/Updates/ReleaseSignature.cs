using System.Reflection;
using System.Security.Cryptography;

namespace PlantOps.Gateway.Updates;

/// <summary>
/// Whether a file is one of a release: <c>SHA256SUMS</c> beside it names its hash, and <c>SHA256SUMS.sig</c> is signed by the key
/// (ECDSA P-256) whose public half this program was built with.
/// </summary>
internal static class ReleaseSignature
{
    public const string SumsName = "SHA256SUMS";
    public const string SignatureName = SumsName + ".sig";

    private const string Resource = "release-key.pub.pem";
    private const int MaxSumsBytes = 64 * 1024;

    /// <summary>The public key, PEM; <see langword="null"/> where this program was built without one.</summary>
    public static string? BuiltIn()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource);
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>What is wrong with a file; <see langword="null"/> where it is one of a release.</summary>
    /// <param name="file">The file, with the two others beside it.</param>
    /// <param name="publicKey">PEM.</param>
    public static string? Problem(string file, string publicKey)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var (sums, signature) = (Path.Combine(directory, SumsName), Path.Combine(directory, SignatureName));
        foreach (var needed in new[] { file, sums, signature })
        {
            if (!File.Exists(needed)) return $"There is no '{needed}'. A release's file needs {SumsName} and {SignatureName} " +
                $"beside it.";
        }

        if (new FileInfo(sums).Length > MaxSumsBytes) return $"'{sums}' is too long to be a list of a release.";
        var text = File.ReadAllBytes(sums);
        using var key = ECDsa.Create();
        key.ImportFromPem(publicKey);
        if (!key.VerifyData(text, File.ReadAllBytes(signature), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))
            return $"'{sums}' is not signed by the key of PlantOps's releases: it was changed, or comes from somebody else.";
        return HashOf(file) == Listed(System.Text.Encoding.UTF8.GetString(text), Path.GetFileName(file))
            ? null
            : $"'{file}' is not the file that {SumsName} lists: it was changed, or did not come whole.";
    }

    private static string HashOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    // As sha256sum writes it: the hash, a space, a space or a star, the name.
    private static string? Listed(string sums, string name) => sums.Split('\n')
        .Select(line => line.TrimEnd('\r').Split(' ', 2))
        .Where(parts => parts.Length == 2 && parts[1].TrimStart(' ', '*') == name)
        .Select(parts => parts[0])
        .FirstOrDefault();
}
