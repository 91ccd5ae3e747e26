using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PlantOps.Gateway.Operations.Hosting;

namespace PlantOps.Gateway.Certificates;

/// <summary>
/// The gateway's own CA. Every device pins it when it enrols, so it is made once and never replaced: a new one would
/// strand them all.
/// </summary>
internal sealed class CertificateAuthority
{
    private const int Years = 20;

    private CertificateAuthority(X509Certificate2 certificate)
    {
        Certificate = certificate;
        Pem = certificate.ExportCertificatePem() + "\n";
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>The certificate without its key, for everyone.</summary>
    public string Pem { get; }

    /// <summary>The certificate in DER, which an enrolment code pins.</summary>
    public byte[] Der => Certificate.RawData;

    /// <exception cref="GatewayStartException">The file is there and is of no use.</exception>
    public static CertificateAuthority Open(string path, TimeProvider time)
    {
        if (!File.Exists(path)) Create(path, time.GetUtcNow());
        return new CertificateAuthority(Read(path));
    }

    private static X509Certificate2 Read(string path)
    {
        try
        {
            return CertificateFile.Read(path);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new GatewayStartException(
                $"The gateway's CA cannot be read from {path}: {exception.Message} " +
                "Every enrolled device trusts this CA, so it is not replaced. Restore the file from a backup and make it readable for " +
                "this user; or delete it, and enrol every device again.",
                exception);
        }
    }

    private static void Create(string path, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=PlantOps gateway CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(Years));
        CertificateFile.Write(path, certificate, key);
    }
}
