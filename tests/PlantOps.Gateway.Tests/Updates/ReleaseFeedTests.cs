using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PlantOps.Gateway.Tests.Notifications;
using PlantOps.Gateway.Updates;

namespace PlantOps.Gateway.Tests.Updates;

/// <summary>Asking a server which release is the newest.</summary>
public sealed class ReleaseFeedTests : IDisposable
{
    private const string Newer = """{"version":"0.2.0","released":"2026-05-01","address":"https://plantops.example/0.2.0"}""";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_AServerWithASignedRelease_NamesItAndIsToldNothing()
    {
        await using var server = await ChannelServer.StartedAsync();
        server.Answers(200, Signed(Newer));

        var (newest, problem) = await Ask(server);

        Assert.Null(problem);
        Assert.Equal(("0.2.0", "2026-05-01"), (newest!.Version, newest.Released));
        var request = await server.NextRequest();
        Assert.Equal("GET", request.Method);
        Assert.Equal(["Host"], request.Headers.Keys);
        Assert.Empty(request.Body);
    }

    [Theory]
    [InlineData(200, "changed", "not signed")]
    [InlineData(200, "{}", "does not say")]
    [InlineData(200, "not json", "does not say")]
    [InlineData(404, "", "404")]
    public async Task Ask_AServerWithSomethingElse_IsNotBelieved(int status, string answer, string expected)
    {
        await using var server = await ChannelServer.StartedAsync();
        server.Answers(status, answer == "changed" ? Signed(Newer).Replace("0.2.0", "0.3.0", StringComparison.Ordinal) : answer);

        var (newest, problem) = await Ask(server);

        Assert.Null(newest);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_AnAnswerWithoutEnd_IsNotTakenIn()
    {
        await using var server = await ChannelServer.StartedAsync();
        server.Answers(200, new string(' ', 1024 * 1024));

        Assert.NotNull((await Ask(server)).Problem);
    }

    [Theory]
    [InlineData("0.2.0", "0.1.0", true)]
    [InlineData("0.10.0", "0.9.0", true)]
    [InlineData("1.0.0", "1.0.0-rc.1", true)]
    [InlineData("0.1.0", "0.1.0", false)]
    [InlineData("0.1.0-rc.1", "0.1.0", false)]
    [InlineData("0.1.0", "0.2.0", false)]
    [InlineData("newest", "0.2.0", false)]
    public void IsNewer_OfTwoVersions_ComparesTheirNumbers(string version, string than, bool expected) =>
        Assert.Equal(expected, ReleaseFeed.IsNewer(version, than));

    [Theory]
    [InlineData("https://plantops.example/latest.json", true)]
    [InlineData("http://127.0.0.1:8080/latest.json", true)]
    [InlineData("http://plantops.example/latest.json", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("latest.json", false)]
    public void Problem_OfAnAddress_IsThatItIsNotHttps(string address, bool isFine) =>
        Assert.Equal(isFine, ReleaseFeed.Problem(address) is null);

    public void Dispose() => _key.Dispose();

    private string Signed(string release)
    {
        var signature = _key.SignData(
            Encoding.UTF8.GetBytes(release), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        var signed = new SignedRelease { Release = release, Signature = Convert.ToBase64String(signature) };
        return JsonSerializer.Serialize(signed, UpdatesJson.Default.SignedRelease);
    }

    private Task<(Release? Newest, string? Problem)> Ask(ChannelServer server) =>
        ReleaseFeed.Ask(new Uri(server.Url + "/latest.json"), _key.ExportSubjectPublicKeyInfoPem(), Token);
}
