using System.Net.Sockets;
using System.Text;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.Moving;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.CommandLine;

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

        var answer = await gateway.Get(LocalMoveApi.Path, StorageJson.Default.MoveView, TestContext.Current.CancellationToken);

        await answering;
        Assert.Null(answer.Value);
        Assert.Equal("The gateway answered 503.", answer.Problem);
    }

    [Fact]
    public async Task Get_NobodyThere_SaysThatNoGatewayIsRunning()
    {
        using var gateway = new LocalGateway(_directory);

        var answer = await gateway.Get(LocalMoveApi.Path, StorageJson.Default.MoveView, TestContext.Current.CancellationToken);

        Assert.StartsWith("No gateway is running", answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_BrokenOff_DoesNotSayThatNoGatewayIsRunning()
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(LocalSocket.PathIn(_directory)));
        listener.Listen();
        var answering = AnswerAsync(listener, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
        using var gateway = new LocalGateway(_directory);

        var answer = await gateway.Get(LocalMoveApi.Path, StorageJson.Default.MoveView, TestContext.Current.CancellationToken);

        await answering;
        Assert.StartsWith("The gateway broke off", answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_MoreThanTheGatewayTakes_SaysSo()
    {
        await using var host = await GatewayHost.StartedAsync();
        using var gateway = new LocalGateway(host.DataDirectory);

        var answer = await gateway.Post(
            ImportApi.ReadingsPath, new ByteArrayContent(new byte[ImportBatch.LargestBytes + 1]),
            ArchiveJson.Default.ImportResult, TestContext.Current.CancellationToken);

        Assert.Contains("too large", answer.Problem, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task AnswerAsync(Socket listener, string answer)
    {
        using var connection = await listener.AcceptAsync(TestContext.Current.CancellationToken);
        await connection.ReceiveAsync(new byte[4096], TestContext.Current.CancellationToken);
        await connection.SendAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
    }
}
