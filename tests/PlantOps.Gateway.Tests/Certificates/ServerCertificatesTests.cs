using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Certificates;

public sealed class ServerCertificatesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-05-01T08:00:00Z", null));

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Open_TheFirstTime_MakesACaThatCanSignAndNothingElse()
    {
        var ca = Open().Authority.Certificate;

        var constraints = Assert.Single(ca.Extensions.OfType<X509BasicConstraintsExtension>());
        Assert.True(
            constraints is { Critical: true, CertificateAuthority: true, HasPathLengthConstraint: true,
                PathLengthConstraint: CertificateAuthority.MaxEarlier });
        var usage = Assert.Single(ca.Extensions.OfType<X509KeyUsageExtension>());
        Assert.Equal(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, usage.KeyUsages);
        Assert.Equal(2046, ca.NotAfter.Year);
    }

    [Fact]
    public void Open_TheFirstTime_IssuesACertificateThatTheCaVouchesFor()
    {
        var certificates = Open("greenhouse.example", "192.0.2.9");
        var server = certificates.Current;

        using var chain = new X509Chain
        {
            ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck },
        };
        chain.ChainPolicy.CustomTrustStore.Add(certificates.Authority.Certificate);
        chain.ChainPolicy.VerificationTime = _time.GetUtcNow().LocalDateTime;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        Assert.True(chain.Build(server), string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation)));
        foreach (var name in new[] { "localhost", "127.0.0.1", "::1", "greenhouse.example", "192.0.2.9" })
        {
            Assert.Contains(name, ServerCertificate.NamesIn(server));
        }

        Assert.Equal(_time.GetUtcNow().AddDays(-1).UtcDateTime, server.NotBefore.ToUniversalTime());
        Assert.Equal((_time.GetUtcNow() + ServerCertificate.Lifetime).UtcDateTime, server.NotAfter.ToUniversalTime());
    }

    [Fact]
    public void Open_Again_KeepsCaAndCertificate()
    {
        var first = Open();
        var second = Open();

        Assert.Equal(first.Authority.Der, second.Authority.Der);
        Assert.Equal(first.Current.RawData, second.Current.RawData);
    }

    [Fact]
    public void Open_WithOtherNames_KeepsTheCaAndIssuesAnew()
    {
        var first = Open("one.example");
        var second = Open("two.example");

        Assert.Equal(first.Authority.Der, second.Authority.Der);
        Assert.Contains("two.example", ServerCertificate.NamesIn(second.Current));
        Assert.DoesNotContain("one.example", ServerCertificate.NamesIn(second.Current));
    }

    [Fact]
    public void RenewIfDue_WithMoreThanAMonthLeft_DoesNothing()
    {
        var certificates = Open();
        _time.Advance(ServerCertificate.Lifetime - ServerCertificate.RenewBefore - TimeSpan.FromHours(1));

        Assert.False(certificates.RenewIfDue());
    }

    [Fact]
    public void RenewIfDue_InTheLastMonth_PutsANewCertificateInUse()
    {
        var certificates = Open();
        var old = certificates.Current.SerialNumber;
        _time.Advance(ServerCertificate.Lifetime - ServerCertificate.RenewBefore + TimeSpan.FromHours(1));

        Assert.True(certificates.RenewIfDue());
        Assert.NotEqual(old, certificates.Current.SerialNumber);
        Assert.Equal(certificates.Current.SerialNumber, certificates.Context.TargetCertificate.SerialNumber);
        Assert.False(certificates.RenewIfDue());
    }

    [Theory]
    [InlineData("not a certificate")]
    [InlineData("")]
    public void Open_WithADamagedCa_RefusesAndLeavesItAlone(string content)
    {
        Open();
        var path = Path.Combine(_directory.Path, "certs", "ca.pem");
        File.WriteAllText(path, content);

        var refusal = Assert.Throws<GatewayStartException>(() => Open());

        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(path));
    }

    [Fact]
    public void Open_WithACaWithoutItsKey_Refuses()
    {
        var pem = Open().Authority.Pem;
        File.WriteAllText(Path.Combine(_directory.Path, "certs", "ca.pem"), pem);

        Assert.Throws<GatewayStartException>(() => Open());
    }

    [Fact]
    public void Open_WithADamagedServerCertificate_IssuesAnew()
    {
        Open();
        File.WriteAllText(Path.Combine(_directory.Path, "certs", "server.pem"), "not a certificate");

        Assert.True(Open().Current.HasPrivateKey);
    }

    [Fact]
    public void Open_Keys_CanBeReadByTheirOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        Open();

        foreach (var file in new[] { "ca.pem", "server.pem" })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(_directory.Path, "certs", file)));
        }
    }

    [Fact]
    public void Open_WithACopyOfTheCaAskedFor_WritesIt()
    {
        var copy = _directory.File("copy.crt");

        var certificates = Open(new CertificateOptions { CopyCaTo = copy });

        Assert.Equal(certificates.Authority.Pem, File.ReadAllText(copy));
    }

    [Fact]
    public void Current_OnThisMachine_NamesItsAddresses()
    {
        var addresses = Dns.GetHostAddresses(Dns.GetHostName()).Where(address => !address.IsIPv6LinkLocal)
            .Select(address => address.ToString());

        Assert.Superset(addresses.ToHashSet(), HostNames.Current([]).Append("127.0.1.1").ToHashSet());
    }

    private ServerCertificates Open(params string[] names) => Open(new CertificateOptions { Names = names });

    private ServerCertificates Open(CertificateOptions options) => new(
        new DataDirectory(_directory.Path), UnsharedRecords.Authority, Options.Create(options), _time,
        NullLogger<ServerCertificates>.Instance);
}
