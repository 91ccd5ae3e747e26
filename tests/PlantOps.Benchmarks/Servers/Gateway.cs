using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using PlantOps.Benchmarks.Load;

namespace PlantOps.Benchmarks.Servers;

/// <summary>The gateway's native executable on a data directory.</summary>
internal sealed class Gateway : IServer
{
    private readonly DataDirectory _directory;
    private readonly bool _ownsDirectory;
    private readonly string _program;
    private readonly IReadOnlyList<ClientIdentity> _devices;
    private readonly ServerProcess _process;
    private readonly int _httpPort = LocalPort.Free();
    private readonly int _httpsPort = LocalPort.Free();
    private readonly int _plainPort = LocalPort.Free();
    private readonly int _tlsPort = LocalPort.Free();
    private X509Certificate2? _authority;

    private Gateway(
        DataDirectory directory, IReadOnlyList<ClientIdentity> devices, bool ownsDirectory, string? database, string? program,
        string[] settings)
    {
        (_directory, _devices, _ownsDirectory, _program) = (directory, devices, ownsDirectory, program ?? Checkout.NativeGateway);
        _process = new ServerProcess(_program,
        [
            "serve", "--DataDirectory", directory.Path, "--Listen", "127.0.0.1", "--Http:Port", $"{_httpPort}", "--Https:Port",
            $"{_httpsPort}", "--Mqtt:TlsPort", $"{_tlsPort}", "--Mqtt:PlainPort", $"{_plainPort}",
            .. database is null ? (string[])[] : ["--Store:Provider", "PostgreSql", "--Store:ConnectionString", database],
            .. settings,
        ]);
    }

    public Endpoint Plain => new(_plainPort, null);

    public Endpoint Tls => new(_tlsPort, _authority);

    public Uri Http => new($"http://127.0.0.1:{_httpPort}");

    /// <summary>From the start of its process until it said that it is ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    public string Log => _process.Output;

    public int ProcessId => _process.Id;

    public long ProcessorTicks() => ProcessMemory.ProcessorTicks(_process.Id);

    public static async Task<Gateway> StartAsync(
        DataDirectory directory, IReadOnlyList<ClientIdentity> devices, bool ownsDirectory = false, string? database = null,
        string? program = null, params string[] settings)
    {
        var started = Stopwatch.GetTimestamp();
        var gateway = new Gateway(directory, devices, ownsDirectory, database, program, settings);
        await gateway._process.WaitUntilAsync(gateway.IsReadyAsync, "The gateway is ready");
        gateway.ReadyAfter = Stopwatch.GetElapsedTime(started);
        using var http = new HttpClient { BaseAddress = gateway.Http };
        gateway._authority = X509CertificateLoader.LoadCertificate(await http.GetByteArrayAsync("/ca.crt"));
        return gateway;
    }

    public IReadOnlyList<ClientIdentity> Clients(int count) => [.. _devices.Take(count)];

    public long ResidentBytes() => ProcessMemory.Resident(_process.Id);

    /// <summary>The API with a token of its own, trusting this gateway's CA and nothing else.</summary>
    public async Task<HttpClient> ApiAsync()
    {
        var token = (await CommandAsync("token", "create", "benchmark")).GetProperty("token").GetString();
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = Tls.TlsOptions().CertificateChainPolicy;
        var http = new HttpClient(handler) { BaseAddress = new Uri($"https://localhost:{_httpsPort}") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    /// <summary>One of the executable's other verbs, its answer as JSON.</summary>
    public async Task<JsonElement> CommandAsync(params string[] arguments)
    {
        var answer = await Command.RunAsync(_program, [.. arguments, "--json", "--DataDirectory", _directory.Path]);
        return JsonDocument.Parse(answer).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        if (_ownsDirectory) _directory.Dispose();
    }

    // On a bare socket: a client's own start would be part of the time.
    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _httpPort);
            await client.GetStream()
                .WriteAsync("GET /api/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray());
            var answer = new byte[12];
            await client.GetStream().ReadExactlyAsync(answer);
            return Encoding.ASCII.GetString(answer) == "HTTP/1.1 200";
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }
}
