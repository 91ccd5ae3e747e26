using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Certificates;

/// <summary>A certificate that others made and renew.</summary>
public sealed class OwnCertificateTests : IDisposable
{
    private const string Name = "plants.example.org";

    private readonly TemporaryDirectory _directory = new();

    private string File => Path.Combine(_directory.Path, "fullchain.pem");

    private string Key => Path.Combine(_directory.Path, "privkey.pem");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Https_CalledByItsName_ShowsItAndToAllOthersTheGatewaysOwn()
    {
        using var made = Write();
        await using var gateway = await StartAsync();
        var certificates = gateway.Services.GetRequiredService<ServerCertificates>();

        Assert.Equal(made.SerialNumber, await ShownAsync(gateway.HttpsPort, Name));
        Assert.Equal(certificates.Home!.Certificate.SerialNumber, await ShownAsync(gateway.HttpsPort, "localhost"));
        Assert.Equal(certificates.Current.SerialNumber, await ShownAsync(gateway.MqttPort, Name));
    }

    [Fact]
    public async Task Reload_AfterARenewal_ShowsTheNewOneAndKeepsItWhereTheFileIsBroken()
    {
        using var first = Write();
        await using var gateway = await StartAsync();
        var own = gateway.Services.GetRequiredService<OwnCertificate>();
        using var second = Write();
        System.IO.File.SetLastWriteTimeUtc(File, DateTime.UtcNow.AddSeconds(10));

        own.Reload();
        Assert.Equal(second.SerialNumber, await ShownAsync(gateway.HttpsPort, Name));
        Assert.Null(own.Problem);

        await System.IO.File.WriteAllTextAsync(File, "half of a", Token);
        System.IO.File.SetLastWriteTimeUtc(File, DateTime.UtcNow.AddSeconds(20));
        own.Reload();
        Assert.Equal(second.SerialNumber, await ShownAsync(gateway.HttpsPort, Name));
        Assert.Contains(File, own.Problem, StringComparison.Ordinal);

        using var third = Write();
        own.Reload();
        Assert.Equal(third.SerialNumber, await ShownAsync(gateway.HttpsPort, Name));
        Assert.Null(own.Problem);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no certificate")]
    public async Task Start_WithAFileThatIsNone_SaysWhichAndWhatItMustBe(string? text)
    {
        if (text is not null) await System.IO.File.WriteAllTextAsync(File, text, Token);

        var refused = await Assert.ThrowsAsync<GatewayStartException>(StartAsync);

        Assert.Contains($"Https:Certificate cannot be read from {File}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithAKeyAlone_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(
            () => GatewayHost.StartedAsync(more: ["--Https:CertificateKey", Key]));

        Assert.Contains("Https:CertificateKey", refused.Message, StringComparison.Ordinal);
    }

    private Task<GatewayHost> StartAsync() =>
        GatewayHost.StartedAsync(more: ["--Https:Certificate", File, "--Https:CertificateKey", Key]);

    // A root of its own, and a certificate that it signed.
    private X509Certificate2 Write()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rootRequest = new CertificateRequest("CN=Some CA", rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = rootRequest.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(300));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(root, root.NotBefore, root.NotAfter, RandomNumberGenerator.GetBytes(8));
        System.IO.File.WriteAllText(File, $"{certificate.ExportCertificatePem()}\n{root.ExportCertificatePem()}\n");
        System.IO.File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem() + "\n");
        return X509CertificateLoader.LoadCertificate(certificate.RawData);
    }

    private static async Task<string> ShownAsync(int port, string name)
    {
        using var client = new TcpClient("localhost", port);
        await using var tls = new SslStream(client.GetStream());
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = name, RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
        };
        await tls.AuthenticateAsClientAsync(options, Token);
        return tls.RemoteCertificate!.GetSerialNumberString();
    }
}
