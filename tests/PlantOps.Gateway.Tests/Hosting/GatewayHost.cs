using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.App;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Tests.Logs;

namespace PlantOps.Gateway.Tests.Hosting;

/// <summary>A whole gateway in this process, on ports and in a data directory of its own.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // Each is given once: until its gateway listens, nobody else may be given it.
    private static readonly ConcurrentDictionary<int, bool> GivenPorts = new();

    private readonly WebApplication _app;
    private readonly TemporaryDirectory? _ownDirectory;

    private GatewayHost(WebApplication app, TemporaryDirectory? ownDirectory, string dataDirectory, int[] ports)
    {
        _app = app;
        _ownDirectory = ownDirectory;
        DataDirectory = dataDirectory;
        (HttpPort, HttpsPort, MqttPort) = (ports[0], ports[1], ports[2]);
    }

    public string DataDirectory { get; }

    public int HttpPort { get; }

    public int HttpsPort { get; }

    public int MqttPort { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<GatewayHost> StartedAsync(
        TimeProvider? time = null, string? dataDirectory = null, Action<IServiceCollection>? substitute = null,
        params string[] more)
    {
        var own = dataDirectory is null ? new TemporaryDirectory() : null;
        var ports = FreePorts(3);
        string[] args =
        [
            "--DataDirectory", dataDirectory ?? own!.Path, "--Listen", "127.0.0.1", "--Http:Port", Text(ports[0]), "--Https:Port",
            Text(ports[1]), "--Mqtt:TlsPort", Text(ports[2]), "--Log:Level", "fatal", .. more,
        ];
        var log = ServerLog.Open($"gateway at port {ports[1]}");
        var app = GatewayApp.Build(args, services =>
        {
            if (time is not null) services.AddSingleton(time);
            substitute?.Invoke(services);
            LoggerTee.Insert(services, log);
        });
        try
        {
            await GatewayRun.Start(app, TestContext.Current.CancellationToken);
        }
        catch
        {
            // Or the data directory stays in use.
            await app.DisposeAsync();
            throw;
        }

        return new GatewayHost(app, own, dataDirectory ?? own!.Path, ports);
    }

    public static int[] FreePorts(int count)
    {
        var ports = new HashSet<int>();
        while (ports.Count < count)
        {
            // Below the range that outgoing connections are given ports from: one of those could take it in between. And not
            // in that of the tests that run beside these.
            var port = Random.Shared.Next(14_000, 20_000);
            if (GivenPorts.TryAdd(port, true) && IsFree(port)) ports.Add(port);
        }

        return [.. ports];
    }

    /// <summary>Trusts this gateway's CA and nothing else, by the gateway's clock.</summary>
    public X509ChainPolicy Trust()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationTime = Services.GetRequiredService<TimeProvider>().GetUtcNow().LocalDateTime,
        };
        policy.CustomTrustStore.Add(Services.GetRequiredService<ServerCertificates>().Authority.Certificate);
        return policy;
    }

    /// <summary>Over TLS.</summary>
    public HttpClient Https()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        handler.SslOptions.CertificateChainPolicy = Trust();
        return new HttpClient(handler) { BaseAddress = new Uri($"https://localhost:{HttpsPort}"), Timeout = Patience };
    }

    /// <summary>Over TLS, with a token of that role.</summary>
    public HttpClient SignedIn(TokenRole role = TokenRole.Viewer)
    {
        var client = Https();
        var token = Services.GetRequiredService<TokenRegistry>().Create("test", role);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A browser with a session of that role, on one of the gateway's own pages.</summary>
    public (HttpClient Client, Session Session) Browser(TokenRole role, string person = "Ben")
    {
        var client = Https();
        var (session, secret) = Services.GetRequiredService<SessionRegistry>().Begin(person, role, "Firefox on Linux");
        client.DefaultRequestHeaders.Add("Cookie", $"{SessionCookie.Name}={secret}");
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return (client, session);
    }

    /// <summary>In the clear.</summary>
    public HttpClient Http() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://localhost:{HttpPort}") };

    /// <summary>Over the Unix socket.</summary>
    public HttpClient Local() => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(
                new UnixDomainSocketEndPoint(Path.Combine(DataDirectory, "plantops.sock")), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = new Uri("http://localhost") };

    /// <summary>Ends it as at its end; an exception where that takes longer than it is given.</summary>
    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
        _ownDirectory?.Dispose();
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
