using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Certificates;

/// <summary>
/// A certificate with its private key in one PEM file that only its owner can read: there is never one without the other.
/// </summary>
internal static class CertificateFile
{
    /// <exception cref="CryptographicException">The file holds no such pair.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static X509Certificate2 Read(string path) => Read(path, out _);

    /// <inheritdoc cref="Read(string)"/>
    /// <param name="path">The file.</param>
    /// <param name="more">The certificates after the first, which come without a key.</param>
    public static X509Certificate2 Read(string path, out IReadOnlyList<X509Certificate2> more) =>
        Parse(File.ReadAllText(path), out more);

    /// <summary>The same from the text of such a file.</summary>
    /// <exception cref="CryptographicException">The text holds no such pair.</exception>
    public static X509Certificate2 Parse(string pem, out IReadOnlyList<X509Certificate2> more)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPem(pem);
        more = [.. all.Skip(1)];
        return X509Certificate2.CreateFromPem(pem, pem);
    }

    /// <summary>Writes beside, syncs and renames: a power cut leaves the old file or the new one, never half of one.</summary>
    public static void Write(string path, X509Certificate2 certificate, ECDsa key) => Write(path, Text(certificate, key, []));

    /// <inheritdoc cref="Write(string, X509Certificate2, ECDsa)"/>
    public static void Write(string path, string text) => Replace(path, text, OwnFile.Mode);

    /// <summary>What such a file holds: a certificate, its key, and certificates that come without one.</summary>
    public static string Text(X509Certificate2 certificate, ECDsa key, IEnumerable<X509Certificate2> more)
    {
        IEnumerable<string> blocks =
            [certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem(),
                .. more.Select(other => other.ExportCertificatePem())];
        return string.Concat(blocks.Select(block => block + "\n"));
    }

    /// <summary>
    /// Writes a certificate for everyone, where the file does not hold it already: a full disk has no room for what is there.
    /// </summary>
    public static void WritePublic(string path, X509Certificate2 certificate)
    {
        var text = certificate.ExportCertificatePem() + "\n";
        if (File.Exists(path) && File.ReadAllText(path) == text) return;
        Replace(path, text, OwnFile.Mode | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    private static void Replace(string path, string text, UnixFileMode mode)
    {
        var beside = path + ".new";
        File.Delete(beside);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        try
        {
            using (var file = new FileStream(beside, options))
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(text));
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
