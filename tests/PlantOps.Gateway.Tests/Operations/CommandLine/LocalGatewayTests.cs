using System.Net.Sockets;
using System.Text;
using PlantOps.Gateway.Operations;
using PlantOps.Gateway.Operations.CommandLine;
using PlantOps.Gateway.Operations.Hosting;
using PlantOps.Gateway.Storage.Moving;

namespace PlantOps.Gateway.Tests.Operations.CommandLine;

public sealed class LocalGatewayTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("plantops-local-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    public async Task Get_RefusedWithoutAReason_SaysTheStatus(string body)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(LocalSocket.PathIn(_directory)));
        listener.Listen();
        var answering = AnswerAsync(listener, $"HTTP/1.1 503 Service Unavailable\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        using var gateway = new LocalGateway(_directory);

        var answer = await gateway.Get(LocalMoveApi.Path, GatewayJson.Default.MoveView, TestContext.Current.CancellationToken);

        await answering;
        Assert.Null(answer.Value);
        Assert.Equal("The gateway answered 503.", answer.Problem);
    }

    private static async Task AnswerAsync(Socket listener, string answer)
    {
        using var connection = await listener.AcceptAsync(TestContext.Current.CancellationToken);
        await connection.ReceiveAsync(new byte[4096], TestContext.Current.CancellationToken);
        await connection.SendAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
    }
}
