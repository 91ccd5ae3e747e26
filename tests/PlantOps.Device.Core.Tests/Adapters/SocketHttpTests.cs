using System.Text;
using PlantOps.Device.Network;

namespace PlantOps.Device.Core.Tests.Adapters;

/// <summary>The adapter over the stand-in against a real server with TLS.</summary>
public sealed class SocketHttpTests
{
    // What is answered here is answered, however busy the machine is.
    private readonly SocketHttp _http = new(60_000);

    [Fact]
    public void Send_PostToTheServerOfTheCa_IsAnswered()
    {
        using var server = new TlsServer(TlsServer.Answer(201, """{"device_id":"fern"}"""));
        var reply = _http.Send(server.Url, """{"code":"ABCD"}"""u8.ToArray(), server.CaPem);
        Assert.Equal(string.Empty, reply.Error);
        Assert.Equal(201, reply.Status);
        Assert.Equal("""{"device_id":"fern"}""", Encoding.UTF8.GetString(reply.Body));
        var request = server.Received.ToString();
        Assert.StartsWith("POST /api HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json", request, StringComparison.Ordinal);
        Assert.EndsWith("""{"code":"ABCD"}""", request, StringComparison.Ordinal);
    }

    [Fact]
    public void Send_ToAServerOfAnotherCa_SaysNothingToIt()
    {
        using var server = new TlsServer(TlsServer.Answer(201, "{}"));
        using var other = new TestCa();
        var reply = _http.Send(server.Url, """{"code":"ABCD"}"""u8.ToArray(), other.Pem);
        Assert.Equal(0, reply.Status);
        Assert.NotEqual(string.Empty, reply.Error);
        Assert.Equal(string.Empty, server.Received.ToString());
    }

    [Fact]
    public void Send_CaWhoseSignatureIsNotItsOwn_SaysNothingToTheServer()
    {
        using var server = new TlsServer(TlsServer.Answer(201, "{}"));
        Assert.Equal(0, _http.Send(server.Url, """{"code":"ABCD"}"""u8.ToArray(), server.ForgedCaPem).Status);
        Assert.Equal(string.Empty, server.Received.ToString());
    }

    [Fact]
    public void Send_ToAServerByAnotherName_SaysNothingToIt()
    {
        using var server = new TlsServer(TlsServer.Answer(200, "{}"));
        var url = server.Url.Replace("localhost", "127.0.0.2", StringComparison.Ordinal);
        Assert.Equal(0, _http.Send(url, null, server.CaPem).Status);
        Assert.Equal(string.Empty, server.Received.ToString());
    }

    [Fact]
    public void Send_WithoutACa_TakesAnAnswerThatIsNotTrusted()
    {
        using var server = new TlsServer(TlsServer.Answer(200, "pem"));
        var reply = _http.Send(server.Url, null, null);
        Assert.Equal(200, reply.Status);
        Assert.Equal("pem", Encoding.UTF8.GetString(reply.Body));
    }

    [Fact]
    public void Send_RefusalByTheServer_IsAnAnswer()
    {
        using var server = new TlsServer(TlsServer.Answer(403, """{"code":"code_not_accepted"}"""));
        var reply = _http.Send(server.Url, "{}"u8.ToArray(), server.CaPem);
        Assert.Equal(403, reply.Status);
        Assert.NotEmpty(reply.Body);
    }

    [Fact]
    public void Send_ServerThatNeverAnswers_EndsAtTheDeadlineAndLeavesTheNextOneAlone()
    {
        using var server = new TlsServer(null);
        var http = new SocketHttp(500);
        var reply = http.Send(server.Url, null, server.CaPem);
        Assert.Equal(0, reply.Status);
        Assert.Equal("it does not answer in time", reply.Error);

        // On a busy machine half a second can be too short for an answer that comes; it is never that of the first request.
        using var other = new TlsServer(TlsServer.Answer(200, "{}"));
        var last = string.Empty;
        var isAnswered = SpinWait.SpinUntil(
            () =>
            {
                var next = http.Send(other.Url, null, other.CaPem);
                last = next.Error;
                return next.Status == 200;
            },
            TimeSpan.FromMinutes(1));
        Assert.True(isAnswered, last);
    }

    [Fact]
    public void Send_AnswerThatIsTooLong_IsNone()
    {
        using var server = new TlsServer(TlsServer.Answer(200, new string('x', 9000)));
        var reply = _http.Send(server.Url, null, server.CaPem);
        Assert.Equal(0, reply.Status);
        Assert.Equal("its answer is too long", reply.Error);
    }

    [Fact]
    public void Send_NobodyListens_SaysWhy()
    {
        var reply = _http.Send($"https://localhost:{TestBroker.FreePort()}/api", null, null);
        Assert.Equal(0, reply.Status);
        Assert.Contains("refused", reply.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIBAAAA\n-----END CERTIFICATE-----\n")]
    public void Send_CaThatCannotBeRead_IsNotTried(string pem)
    {
        using var server = new TlsServer(TlsServer.Answer(200, "{}"));
        Assert.Equal("the stored CA cannot be read", _http.Send(server.Url, null, pem).Error);
        Assert.Equal(string.Empty, server.Received.ToString());
    }
}
