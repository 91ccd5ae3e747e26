using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PlantOps.Device.Core.Tests;

/// <summary>A certificate authority of its own, and certificates signed by it.</summary>
internal sealed class TestCa : IDisposable
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1);

    private readonly X509Certificate2 _ca;

    public TestCa()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _ca = request.CreateSelfSigned(From, From.AddYears(2));
    }

    public string Pem => _ca.ExportCertificatePem() + "\n";

    public byte[] Der => _ca.RawData;

    /// <summary>The same CA in all but its last byte, which is part of its signature by itself.</summary>
    public string PemWithAnotherSignature
    {
        get
        {
            var der = _ca.RawData;
            der[^1] ^= 1;
            return PemEncoding.WriteString("CERTIFICATE", der) + "\n";
        }
    }

    public X509Certificate2 ServerCertificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(_ca, From, From.AddYears(1), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    public void Dispose() => _ca.Dispose();
}
