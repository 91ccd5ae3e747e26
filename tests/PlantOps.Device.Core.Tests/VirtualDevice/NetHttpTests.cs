using PlantOps.Device.Core.Tests.Adapters;
using PlantOps.VirtualDevice.Network;

namespace PlantOps.Device.Core.Tests.VirtualDevice;

/// <summary>The virtual device's HTTP against a real server with TLS.</summary>
public sealed class NetHttpTests
{
    private readonly NetHttp _http = new(new VirtualWifi());

    [Fact]
    public void Send_ToTheServerOfTheCa_IsAnswered()
    {
        using var server = new TlsServer(TlsServer.Answer(201, "{}"));
        var reply = _http.Send(server.Url, "{}"u8.ToArray(), server.CaPem);
        Assert.Equal((201, string.Empty), (reply.Status, reply.Error));
    }

    [Fact]
    public void Send_CaWhoseSignatureIsNotItsOwn_SaysNothingToTheServer()
    {
        using var server = new TlsServer(TlsServer.Answer(201, "{}"));
        Assert.Equal(0, _http.Send(server.Url, """{"code":"ABCD"}"""u8.ToArray(), server.ForgedCaPem).Status);
        Assert.Equal(string.Empty, server.Received.ToString());
    }

    [Fact]
    public void Send_CaOfAnotherServer_SaysNothingToTheServer()
    {
        using var server = new TlsServer(TlsServer.Answer(201, "{}"));
        using var other = new TestCa();
        Assert.Equal(0, _http.Send(server.Url, """{"code":"ABCD"}"""u8.ToArray(), other.Pem).Status);
        Assert.Equal(string.Empty, server.Received.ToString());
    }
}
