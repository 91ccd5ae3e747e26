using System.Text;
using PlantOps.Device.Network;

namespace PlantOps.Device.Core.Tests.Adapters;

/// <summary>The adapter over the stand-in against a real server with TLS.</summary>
public sealed class WebRequestHttpTests
{
    private readonly WebRequestHttp _http = new();

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
        var http = new WebRequestHttp(500);
        var reply = http.Send(server.Url, null, server.CaPem);
        Assert.Equal(0, reply.Status);
        Assert.Equal("it does not answer in time", reply.Error);

        using var other = new TlsServer(TlsServer.Answer(200, "{}"));
        var next = http.Send(other.Url, null, other.CaPem);
        Assert.True(next.Status == 200 || next.Error.Contains("earlier request", StringComparison.Ordinal), next.Error);
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

    [Fact]
    public void Send_CaThatCannotBeRead_IsNotTried()
    {
        using var server = new TlsServer(TlsServer.Answer(200, "{}"));
        Assert.Equal("the stored CA cannot be read", _http.Send(server.Url, null, "no certificate").Error);
        Assert.Equal(string.Empty, server.Received.ToString());
    }
}
