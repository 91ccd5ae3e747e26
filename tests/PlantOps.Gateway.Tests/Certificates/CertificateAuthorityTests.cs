using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Contracts;
using PlantOps.Contracts.Settings;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Certificates;

/// <summary>The CA's files, wherever its change was cut short.</summary>
public sealed class CertificateAuthorityTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-05-01T08:00:00Z", null));

    private string CaFile => Path.Combine(_directory.Path, "certs", "ca.pem");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Follow_Once_KeepsNothingOfTheOldKey()
    {
        var old = Open().Authority;
        var before = File.ReadAllText(CaFile);

        var next = old.Follow(_time.GetUtcNow());

        var earlier = Assert.Single(next.Earlier);
        Assert.Equal((old.Id, CaIds.Of(old.Der)), (earlier.Id, earlier.Id));
        Assert.False(earlier.Certificate.HasPrivateKey);
        Assert.Equal(old.Certificate.NotAfter, earlier.Voucher.NotAfter);
        Assert.Equal(next.Certificate.SubjectName.RawData, earlier.Voucher.SubjectName.RawData);
        Assert.NotEqual(next.Certificate.Subject, old.Certificate.Subject);
        Assert.Equal(next.Certificate.PublicKey.EncodedKeyValue.RawData, earlier.Voucher.PublicKey.EncodedKeyValue.RawData);
        Assert.DoesNotContain(
            before.Split("-----BEGIN PRIVATE KEY-----")[1][..60], File.ReadAllText(CaFile), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(CaFile));
    }

    [Fact]
    public void Follow_ManyTimes_FitsTheDevice()
    {
        var authority = Open().Authority;
        for (var i = 0; i < 5; i++) authority = authority.Follow(_time.GetUtcNow());

        Assert.Equal(CertificateAuthority.MaxEarlier, authority.Earlier.Count);
        Assert.InRange(authority.Pem.Length, 1, Limits.MaxCaLength);
        var shown = new ServerCertificates(new DataDirectory(_directory.Path), UnsharedRecords.Authority,
            Options.Create(new CertificateOptions()), _time, NullLogger<ServerCertificates>.Instance);
        // What an ESP32 has room for in one handshake message is 16 KB; it parses each certificate on its heap.
        Assert.InRange(shown.Current.RawData.Length + authority.Earlier.Sum(earlier => earlier.Voucher.RawData.Length), 1, 3000);
    }

    [Theory]
    [InlineData("server.pem", "ca.crt")]
    [InlineData("ca.crt")]
    public void Open_PowerCutAfterTheNewCa_GoesOnWithTheNewOne(params string[] notYetWritten)
    {
        var before = Open();
        var kept = notYetWritten.ToDictionary(name => name, name => File.ReadAllBytes(FileIn(name)));
        before.RenewAuthority();
        foreach (var (name, content) in kept) File.WriteAllBytes(FileIn(name), content);

        var after = Open();

        Assert.Equal(before.Authority.Der, after.Authority.Der);
        Assert.Equal(after.Authority.Pem, File.ReadAllText(FileIn("ca.crt")));
        Assert.True(IsTrusted(after, after.Authority.Certificate));
        Assert.True(IsTrusted(after, after.Authority.Earlier[0].Certificate));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB")]
    public void Open_PowerCutBeforeTheNewCa_GoesOnWithTheOldOneAndRenewsLater(string half)
    {
        var before = Open();
        File.WriteAllText(CaFile + ".new", half);

        var after = Open();
        Assert.Equal(before.Authority.Der, after.Authority.Der);

        after.RenewAuthority();
        Assert.NotEqual(before.Authority.Der, Open().Authority.Der);
    }

    [Fact]
    public void RenewAuthority_ServerCertificateCannotBeWritten_KeepsTheOldOneInUseUntilItCan()
    {
        var certificates = Open();
        var old = certificates.Authority;
        File.Delete(FileIn("server.pem"));
        Directory.CreateDirectory(FileIn("server.pem"));
        Assert.ThrowsAny<Exception>(certificates.RenewAuthority);
        Assert.Same(old, certificates.Authority);
        Assert.True(IsTrusted(certificates, old.Certificate));

        Directory.Delete(FileIn("server.pem"));
        certificates.RenewAuthority();
        Assert.True(IsTrusted(certificates, certificates.Authority.Certificate));
        Assert.True(IsTrusted(certificates, old.Certificate));
    }

    [Fact]
    public void RenewAuthority_CopyCannotBeWritten_IsWrittenLater()
    {
        var copy = _directory.File("copy.crt");
        var certificates = Open(copy);
        File.Delete(copy);
        Directory.CreateDirectory(copy);
        certificates.RenewAuthority();

        Directory.Delete(copy);
        certificates.RenewIfDue();

        Assert.Equal(certificates.Authority.Pem, File.ReadAllText(copy));
    }

    [Fact]
    public void Open_CaThatHasEndedWhileTheGatewayWasOff_StartsWithANewOne()
    {
        var old = Open().Authority;
        _time.SetUtcNow(new DateTimeOffset(old.Certificate.NotAfter).AddYears(1));

        var certificates = Open();

        Assert.NotEqual(old.Der, certificates.Authority.Der);
        Assert.Empty(certificates.Authority.Earlier);
        Assert.True(IsTrusted(certificates, certificates.Authority.Certificate));
    }

    [Fact]
    public void RenewAuthority_CaThatMayNotVouch_RefusesAndServesToTheEnd()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(CaFile)!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=PlantOps gateway CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var ca = request.CreateSelfSigned(_time.GetUtcNow().AddDays(-1), _time.GetUtcNow().AddYears(1));
        CertificateFile.Write(CaFile, ca, key);

        var certificates = Open();

        Assert.Contains("enrol every device again", Assert.Throws<InvalidOperationException>(certificates.RenewAuthority).Message,
            StringComparison.Ordinal);
        _time.SetUtcNow(new DateTimeOffset(ca.NotAfter).AddDays(-1));
        certificates.RenewIfDue();
        Assert.False(certificates.RenewIfDue());
        Assert.True(IsTrusted(certificates, ca));
    }

    [Fact]
    public void Open_FileWithHalfOfAnEarlierCa_Refuses()
    {
        Open().RenewAuthority();
        var text = File.ReadAllText(CaFile);
        File.WriteAllText(CaFile, text[..text.LastIndexOf("-----BEGIN", StringComparison.Ordinal)]);

        Assert.Throws<GatewayStartException>(() => Open());
    }

    private bool IsTrusted(ServerCertificates certificates, X509Certificate2 root)
    {
        using var chain = new X509Chain
        {
            ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck },
        };
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.ExtraStore.AddRange(certificates.Context.IntermediateCertificates.ToArray());
        chain.ChainPolicy.VerificationTime = _time.GetUtcNow().LocalDateTime;
        return chain.Build(certificates.Context.TargetCertificate);
    }

    private string FileIn(string name) => Path.Combine(_directory.Path, "certs", name);

    private ServerCertificates Open(string? copy = null) => new(
        new DataDirectory(_directory.Path), UnsharedRecords.Authority, Options.Create(new CertificateOptions { CopyCaTo = copy }),
        _time, NullLogger<ServerCertificates>.Instance);
}
