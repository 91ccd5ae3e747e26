using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Events;

namespace PlantOps.Gateway.Tests.Hosting;

public sealed class ConnectionLimitTests
{
    private const int InAll = 10;
    private const int OfAnAddress = 4;

    private readonly ConnectionLimit _limit = new(new ConnectionLimits(InAll, OfAnAddress));
    private readonly List<int> _ended = [];
    private int _opened;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Enter_ByManyWithRequests_EndsAtTheLimitAndThisMachineHasItsOwn()
    {
        var first = Busy("192.0.2.7", 6);
        Assert.Equal(4, first.Count);

        // One host of IPv6 can have any address in its /64.
        Assert.Equal(4, Enumerable.Range(1, 6).Sum(i => Busy($"2001:db8::{i}", 1).Count));
        Assert.Equal(2, Busy("192.0.2.9", 6).Count);
        Assert.Empty(Busy("192.0.2.10", 1));
        Assert.Equal(10, Busy("127.0.0.1", 12).Count);

        first[0].Leave();
        first[0].Leave();
        Assert.Single(Busy("192.0.2.10", 2));
        foreach (var connection in first.Skip(1)) connection.Leave();
        Assert.Equal(3, Busy("192.0.2.7", 6).Count);
        Assert.Empty(_ended);
    }

    [Fact]
    public void Enter_AtTheLimitOfItsAddress_TakesThePlaceOfTheOneThatIsIdleLongest()
    {
        var open = Enumerable.Range(0, OfAnAddress).Select(_ => Enter("192.0.2.7")!).ToList();
        Enter("192.0.2.8");
        open[0].Begin();
        open[1].Begin();
        open[1].Begin();
        open[1].Finish();
        open[2].Begin();
        open[2].Finish();

        for (var i = 0; i < 4; i++) Assert.NotNull(Enter("192.0.2.7"));

        // The first two have a request under way; the third was idle later than the fourth.
        Assert.Equal([3, 2, 5, 6], _ended);
        open[1].Finish();
        for (var i = 0; i < 4; i++) Assert.NotNull(Enter("192.0.2.7"));
        Assert.Equal([3, 2, 5, 6, 7, 8, 1, 9], _ended);
    }

    [Fact]
    public void Enter_AfterOneWasReplaced_CountsItOnce()
    {
        var open = Enumerable.Range(0, OfAnAddress + 1).Select(_ => Enter("192.0.2.7")!).ToList();
        open[0].Begin();
        open[0].Finish();
        open[0].Leave();
        foreach (var connection in open.Skip(1)) connection.Begin();

        Assert.Equal([0], _ended);
        Assert.Null(Enter("192.0.2.7"));
        open[4].Leave();
        Assert.NotNull(Enter("192.0.2.7"));
    }

    [Fact]
    public void Enter_WhereAllStrangersAreTooMany_TakesFromTheAddressWithMost()
    {
        var fewer = Enumerable.Range(0, 3).Select(_ => Enter("192.0.2.1")!).ToList();
        var most = Enumerable.Range(0, OfAnAddress).Select(_ => Enter("192.0.2.2")!).ToList();
        for (var i = 0; i < 3; i++) Enter("192.0.2.3");

        Assert.NotNull(Enter("192.0.2.9"));
        Assert.Equal([3], _ended);

        // Nobody else's, where its own address has as many as any.
        foreach (var connection in fewer.Concat(most)) connection.Begin();
        Assert.NotNull(Enter("192.0.2.3"));
        Assert.Equal([3, 7], _ended);
        Assert.NotNull(Enter("127.0.0.1"));
        Assert.Equal([3, 7], _ended);
    }

    [Fact]
    public async Task Connect_WhileIdleConnectionsOfTheSameAddressFillTheLimit_IsServed()
    {
        await using var gateway = await GatewayHost.StartedAsync(substitute: At(4));
        var token = gateway.Services.GetRequiredService<TokenRegistry>().Create("x", TokenRole.Viewer);
        using var listener = await EventListener.StartedAsync(gateway, token);
        await listener.Comment();
        using var first = await IdleAsync(gateway);
        using var second = await IdleAsync(gateway);
        using var third = await IdleAsync(gateway);

        using var client = gateway.Https();
        using var answer = await client.GetAsync("/api/time", Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(await IsClosedAsync(first));

        // And the others, one after the other, but never the one whose request is under way.
        using var fourth = await IdleAsync(gateway);
        Assert.True(await IsClosedAsync(second));
        using var fifth = await IdleAsync(gateway);
        Assert.True(await IsClosedAsync(third));
        using var device = new BrokerClient(gateway, "AA:BB");
        await device.ConnectAsync();
        Assert.Equal("device", (await listener.Next())?.Type);
    }

    [Fact]
    public async Task Connect_WhileEveryConnectionHasARequestUnderWay_IsClosed()
    {
        await using var gateway = await GatewayHost.StartedAsync(substitute: At(2));
        var token = gateway.Services.GetRequiredService<TokenRegistry>().Create("x", TokenRole.Viewer);
        using var listener = await EventListener.StartedAsync(gateway, token);
        await listener.Comment();
        using (var other = await EventListener.StartedAsync(gateway, token))
        {
            await other.Comment();
            using var client = gateway.Https();

            // .NET's client asks a socket that is closed already for its other end, and says what that says.
            var refusal = await Record.ExceptionAsync(() => client.GetAsync("/api/time", Token));
            Assert.True(refusal is HttpRequestException or SocketException, $"{refusal}");
        }

        using var later = gateway.Https();
        Assert.True(await IsServedAsync(later));
    }

    private static Action<IServiceCollection> At(int limit) =>
        services => services.AddSingleton(new ConnectionLimits(limit, limit));

    // The gateway sees a moment later that a listener is gone.
    private static async Task<bool> IsServedAsync(HttpClient client)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await beat.WaitForNextTickAsync(Token))
        {
            try
            {
                using var answer = await client.GetAsync("/api/time", Token);
                return answer.StatusCode == HttpStatusCode.OK;
            }
            catch (Exception exception) when (exception is HttpRequestException or SocketException)
            {
                // Not yet.
            }
        }

        return false;
    }

    // After the handshake the gateway has counted it.
    private static async Task<SslStream> IdleAsync(GatewayHost gateway)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, gateway.HttpsPort, Token);
        var tls = new SslStream(socket.GetStream());
        var options = new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = gateway.Trust() };
        await tls.AuthenticateAsClientAsync(options, Token);
        return tls;
    }

    private static async Task<bool> IsClosedAsync(SslStream connection)
    {
        try
        {
            return await connection.ReadAsync(new byte[1], Token) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private List<LimitedConnection> Busy(string address, int times)
    {
        var entered = new List<LimitedConnection>();
        for (var i = 0; i < times && Enter(address) is { } connection; i++)
        {
            connection.Begin();
            entered.Add(connection);
        }

        return entered;
    }

    private LimitedConnection? Enter(string address) => _limit.Enter(new Connection(_opened++, address, _ended));

    private sealed class Connection : DefaultConnectionContext
    {
        private readonly int _number;
        private readonly List<int> _ended;

        public Connection(int number, string address, List<int> ended)
        {
            (_number, _ended) = (number, ended);
            RemoteEndPoint = new IPEndPoint(IPAddress.Parse(address), 50_000);
        }

        public override void Abort(ConnectionAbortedException abortReason) => _ended.Add(_number);
    }
}
