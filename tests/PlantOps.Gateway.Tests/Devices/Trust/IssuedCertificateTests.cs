using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Tests.CommandLine;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Devices.Trust;

public sealed class IssuedCertificateTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _out = new();
    private GatewayHost _gateway = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gateway = await GatewayHost.StartedAsync();

    public async ValueTask DisposeAsync() => await _gateway.DisposeAsync();

    public void Dispose() => _out.Dispose();

    [Fact]
    public async Task Issue_ByTheOwner_WritesWhatWhoeverTrustsTheGatewayTrusts()
    {
        var (exit, output, error) = await IssueAsync("Broker.example", "192.0.2.7");

        Assert.Equal((0, string.Empty), (exit, error));
        Assert.Contains("broker.example, 192.0.2.7", output, StringComparison.Ordinal);
        using var issued = X509Certificate2.CreateFromPemFile(_out.File("certificate.pem"), _out.File("key.pem"));
        Assert.True(issued.HasPrivateKey);
        Assert.Equal(["192.0.2.7", "broker.example"], ServerCertificate.NamesIn(issued).Order(StringComparer.Ordinal));
        Assert.False(issued.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        var purposes = issued.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages;
        Assert.Equal("1.3.6.1.5.5.7.3.1", Assert.Single(purposes.Cast<System.Security.Cryptography.Oid>()).Value);
        Assert.InRange(
            issued.NotAfter - DateTime.Now, ServerCertificate.Lifetime - TimeSpan.FromDays(1), ServerCertificate.Lifetime);
        using var chain = new X509Chain { ChainPolicy = _gateway.Trust() };
        Assert.True(chain.Build(issued));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_out.File("key.pem")));
        Assert.Equal(_gateway.Services.GetRequiredService<ServerCertificates>().Authority.Pem,
            await File.ReadAllTextAsync(_out.File("ca.pem"), Token));
    }

    [Fact]
    public async Task Issue_AfterTheCaWasRenewed_IsTrustedByWhoKnowsTheEarlierOne()
    {
        var certificates = _gateway.Services.GetRequiredService<ServerCertificates>();
        var before = certificates.Authority.Certificate;
        certificates.RenewAuthority();

        await IssueAsync("broker.example");

        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(_out.File("certificate.pem"));
        using var chain = new X509Chain
        {
            ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck },
        };
        chain.ChainPolicy.CustomTrustStore.Add(before);
        chain.ChainPolicy.ExtraStore.AddRange(new X509Certificate2Collection(all.Skip(1).ToArray()));
        Assert.True(chain.Build(all[0]), string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation)));
    }

    [Fact]
    public async Task Issue_WhereFilesAreThere_ReplacesThemOnlyWhereItIsTold()
    {
        await IssueAsync("broker.example");
        var first = await File.ReadAllTextAsync(_out.File("certificate.pem"), Token);

        var again = await IssueAsync("broker.example");
        Assert.Equal(1, again.Exit);
        Assert.Contains("--force", again.Error, StringComparison.Ordinal);
        Assert.Equal(first, await File.ReadAllTextAsync(_out.File("certificate.pem"), Token));

        var forced = await IssueAsync("broker.example", "--force");
        Assert.Equal(0, forced.Exit);
        using var issued = X509Certificate2.CreateFromPemFile(_out.File("certificate.pem"), _out.File("key.pem"));
        Assert.NotEqual(first, await File.ReadAllTextAsync(_out.File("certificate.pem"), Token));
        Assert.Equal(3, Directory.EnumerateFileSystemEntries(_out.Path).Count());
    }

    [Theory]
    [InlineData("""{"names":["no name"]}""", "no name")]
    [InlineData("""{"names":["*"]}""", "*")]
    [InlineData("""{"names":[null]}""", "name")]
    [InlineData("""{"names":[]}""", "1 to 20")]
    [InlineData("{}", "1 to 20")]
    public async Task Issue_ForWhatIsNoName_SaysSo(string body, string named)
    {
        using var local = _gateway.Local();

        using var answer = await local.PostAsync("/local/certificates/issued", Json(body), Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(named, await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issue_OverTheNetwork_IsNotThere()
    {
        using var owner = _gateway.SignedIn(Gateway.Access.TokenRole.Owner);

        using var answer = await owner.PostAsync("/local/certificates/issued", Json("""{"names":["broker.example"]}"""), Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Issue_ByTheOwner_IsInTheAuditLogWithoutTheKey()
    {
        await IssueAsync("broker.example");

        using var owner = _gateway.SignedIn(Gateway.Access.TokenRole.Owner);
        var log = await owner.GetStringAsync("/api/v1/audit", Token);
        Assert.Contains("certificates.issue", log, StringComparison.Ordinal);
        Assert.Contains("broker.example", log, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", log, StringComparison.Ordinal);
    }

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");

    private Task<(int Exit, string Output, string Error)> IssueAsync(params string[] words) =>
        PlantOpsProgram.Run(_gateway.DataDirectory, ["certificates", "issue", .. words, "--out", _out.Path]);
}
