using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Certificates;

/// <summary>What phones install: it lets them trust the gateway, and nobody else.</summary>
public sealed class HouseholdRootTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-05-01T08:00:00Z", null));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Open_TheFirstTime_LeadsFromTheCertificateAtHomeToTheRoot()
    {
        var certificates = Open();

        Assert.Equal(string.Empty, Refusal(certificates.Home!, certificates.Household!.Certificate));
        Assert.Contains("localhost", ServerCertificate.NamesIn(certificates.Home!.Certificate));
        Assert.Contains("127.0.0.1", ServerCertificate.NamesIn(certificates.Home!.Certificate));
    }

    [Fact]
    public void Root_Itself_HasNoKeyOnDisk()
    {
        var root = Open().Household!.Certificate;

        Assert.False(root.HasPrivateKey);
        foreach (var file in Directory.GetFiles(Path.Combine(_directory.Path, "certs"), "*.pem"))
        {
            using var kept = X509Certificate2.CreateFromPemFile(file);
            Assert.False(
                kept.PublicKey.EncodedKeyValue.RawData.AsSpan().SequenceEqual(root.PublicKey.EncodedKeyValue.RawData), file);
        }
    }

    [Theory]
    [InlineData("bank.example", "")]
    [InlineData("localhost.example", "")]
    [InlineData("local", "8.8.8.8")]
    [InlineData("localhost", "2001:4860:4860::8888")]
    [InlineData("localhost bank.example", "")]
    public void Certificate_OfTheCaForAForeignName_IsRefusedByWhoTrustsTheRoot(string hosts, string address)
    {
        var certificates = Open();
        var names = hosts.Split(' ').Append(address).Where(name => name.Length > 0).ToList();
        var path = Path.Combine(_directory.Path, "stolen.pem");
        ServerCertificate.Issue(path, certificates.Authority, names, _time.GetUtcNow());
        var stolen = ServedCertificate.Of(
            CertificateFile.Read(path), [certificates.Authority.HouseholdAt(_time.GetUtcNow())!.Cross],
            certificates.Household!.Certificate);

        Assert.NotEqual(string.Empty, Refusal(stolen, certificates.Household!.Certificate));
    }

    [Fact]
    public void Constraints_OfTheRoot_AreNotCriticalForDevices()
    {
        var household = Open().Household!;

        foreach (var certificate in new[] { household.Certificate, household.Cross })
        {
            Assert.False(certificate.Extensions["2.5.29.30"]!.Critical);
        }
    }

    [Fact]
    public void RenewAuthority_ThreeTimes_KeepsTheRootThatPhonesHave()
    {
        var certificates = Open();
        var root = certificates.Household!.Certificate;
        for (var i = 0; i < CertificateAuthority.MaxEarlier; i++) certificates.RenewAuthority();

        Assert.Equal(root.RawData, certificates.Household!.Certificate.RawData);
        Assert.Equal(string.Empty, Refusal(certificates.Home!, root));
        var again = Open();
        Assert.Equal(string.Empty, Refusal(again.Home!, root));
    }

    [Fact]
    public void RenewAuthority_UntilTheFirstIsLeftBehind_MakesARootThatIsGood()
    {
        var certificates = Open();
        for (var i = 0; i <= CertificateAuthority.MaxEarlier; i++) certificates.RenewAuthority();

        Assert.Equal(string.Empty, Refusal(certificates.Home!, certificates.Household!.Certificate));
    }

    [Fact]
    public void RenewAuthority_Once_IsStillTrustedByADeviceOfBefore()
    {
        var certificates = Open();
        var before = X509CertificateLoader.LoadCertificate(certificates.Authority.Der);
        certificates.RenewAuthority();

        Assert.Equal(string.Empty, Refusal(certificates.Home!, before));
        Assert.Equal(string.Empty, Refusal(certificates.Home!, certificates.Authority.Certificate));
    }

    [Fact]
    public void Open_DirectoryOfAnEarlierVersion_KeepsItsCaAndAddsARoot()
    {
        var now = _time.GetUtcNow();
        var path = Path.Combine(_directory.Path, "certs", "ca.pem");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, CertificateAuthority.NewText(now));
        var before = CertificateAuthority.Open(path, _time);
        Assert.Null(before.HouseholdAt(now));

        var certificates = Open();

        Assert.Equal(before.Id, certificates.Authority.Id);
        Assert.Equal(string.Empty, Refusal(certificates.Home!, certificates.Household!.Certificate));
    }

    [Fact]
    public void NewName_OfTheGateway_NeedsANewRoot()
    {
        Open();
        var certificates = Open("plants.example.org", "203.0.113.7");
        var old = certificates.Household!.Certificate;
        Assert.Equal(["plants.example.org", "203.0.113.7"], certificates.NamesBeyondHome());
        Assert.Equal(certificates.Context, certificates.ContextFor("plants.example.org", IPAddress.Loopback));
        Assert.Equal(certificates.Home!.Context, certificates.ContextFor("localhost", IPAddress.Loopback));
        Assert.Equal(certificates.Home!.Context, certificates.ContextFor(null, IPAddress.Parse("::ffff:192.168.1.20")));
        Assert.Equal(certificates.Context, certificates.ContextFor(null, IPAddress.Parse("203.0.113.7")));

        certificates.RenewHousehold();

        Assert.Empty(certificates.NamesBeyondHome());
        Assert.NotEqual(old.RawData, certificates.Household!.Certificate.RawData);
        Assert.Contains("plants.example.org", ServerCertificate.NamesIn(certificates.Home!.Certificate));
        Assert.Contains("203.0.113.7", ServerCertificate.NamesIn(certificates.Home!.Certificate));
        Assert.Equal(string.Empty, Refusal(certificates.Home!, certificates.Household!.Certificate));
        Assert.NotEqual(string.Empty, Refusal(certificates.Home!, old));
    }

    [Fact]
    public async Task Files_InTheClear_AreTheRoot()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var http = gateway.Http();
        var household = gateway.Services.GetRequiredService<ServerCertificates>().Household!;

        using var certificate = await http.GetAsync("/household.crt", Token);
        using var profile = await http.GetAsync("/household.mobileconfig", Token);

        Assert.Equal("application/x-x509-ca-cert", certificate.Content.Headers.ContentType?.MediaType);
        Assert.Equal(household.Pem, await certificate.Content.ReadAsStringAsync(Token));
        Assert.Equal("application/x-apple-aspen-config", profile.Content.Headers.ContentType?.MediaType);
        var plist = System.Xml.Linq.XDocument.Parse(await profile.Content.ReadAsStringAsync(Token));
        Assert.Equal(household.Certificate.RawData, Convert.FromBase64String(Assert.Single(plist.Descendants("data")).Value));
    }

    [Fact]
    public async Task Https_AtHome_IsTrustedByWhoHasTheRoot()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var certificates = gateway.Services.GetRequiredService<ServerCertificates>();

        Assert.Equal(
            certificates.Home!.Certificate.SerialNumber, await TlsProbe.ShakeHands(gateway, certificates.Household!.Certificate));
        Assert.Equal(
            certificates.Current.SerialNumber, await TlsProbe.ShakeHands(gateway, TlsProbe.CaOf(gateway), gateway.MqttPort));
    }

    [Fact]
    public void TrustWords_OfACertificate_AreFourAndAlwaysTheSame()
    {
        var der = RandomNumberGenerator.GetBytes(300);

        var words = TrustWords.Of(der);

        Assert.Equal(4, words.Count);
        Assert.Equal(words, TrustWords.Of(der));
        der[7] ^= 1;
        Assert.NotEqual(words, TrustWords.Of(der));
    }

    // Why whoever trusts a root does not trust a server; empty where they do.
    private string Refusal(ServedCertificate served, X509Certificate2 root)
    {
        using var chain = new X509Chain
        {
            ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck },
        };
        chain.ChainPolicy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(root.RawData));
        chain.ChainPolicy.ExtraStore.AddRange(served.Context.IntermediateCertificates.ToArray());
        chain.ChainPolicy.VerificationTime = _time.GetUtcNow().LocalDateTime;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(served.Certificate)
            ? string.Empty
            : string.Join(", ", chain.ChainStatus.Select(status => status.Status));
    }

    private ServerCertificates Open(params string[] names) => new(
        new DataDirectory(_directory.Path),
        UnsharedRecords.Authority,
        Options.Create(new CertificateOptions { Names = names }),
        _time,
        NullLogger<ServerCertificates>.Instance);
}
