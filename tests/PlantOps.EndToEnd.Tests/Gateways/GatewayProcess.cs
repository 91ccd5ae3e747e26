using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using PlantOps.Gateway.Tests.Logs;

namespace PlantOps.EndToEnd.Tests.Gateways;

/// <summary>A gateway as a user runs it: a process with a data directory and ports of its own.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private const int Ports = 6_000;

    // Starting may take long on a busy machine; ending in good time is what the gateway promises.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(30);

    // The end-to-end tests run beside the other projects that have this source: neither may be given what the other was.
    private static readonly int FirstPort = typeof(
        GatewayProcess).Assembly.GetName().Name == "PlantOps.EndToEnd.Tests" ? 20_000 : 26_000;

    // Each is given once: until its gateway listens, nobody else may be given it.
    private static readonly ConcurrentDictionary<int, bool> GivenPorts = new();

    private readonly Machine _machine;
    private readonly bool _ownsDirectory;
    private readonly StringBuilder _output = new();
    private readonly ServerLog _log;
    private Process? _process;

    public GatewayProcess(
        string? executable = null, string? dataDirectory = null, GatewayEndpoint? endpoint = null, Machine? machine = null)
    {
        _machine = machine ?? Machine.This;
        Endpoint = endpoint ?? GatewayEndpoint.OnFreePorts();
        Program = executable ?? Repository.Program;
        _ownsDirectory = dataDirectory is null;
        DataDirectory = dataDirectory ?? Directory.CreateTempSubdirectory("plantops-").FullName;
        _log = ServerLog.Open($"gateway at {Endpoint.Address}:{HttpsPort}");
    }

    /// <summary>What runs from the next start on; with the same data directory another build is an upgrade.</summary>
    public string Program { get; set; }

    public string DataDirectory { get; }

    public GatewayEndpoint Endpoint { get; }

    public int HttpPort => Endpoint.Http;

    public int HttpsPort => Endpoint.Https;

    public int MqttPort => Endpoint.Mqtt;

    public int PlainMqttPort => Endpoint.PlainMqtt;

    public int ProcessId => _process!.Id;

    /// <summary>What it ended with; <see langword="null"/> while it runs.</summary>
    public int? ExitCode => _process is { HasExited: true } ended ? ended.ExitCode : null;

    public Uri Https => new($"https://{Host}:{HttpsPort}");

    public string Output
    {
        get { lock (_output) return _output.ToString(); }
    }

    /// <summary>The CA as the gateway gives it to everyone, in a file.</summary>
    public string CaFile => Path.Combine(DataDirectory, "ca-for-clients.crt");

    public static async Task<GatewayProcess> StartedAsync(string? executable = null)
    {
        var gateway = new GatewayProcess(executable);
        try
        {
            await gateway.StartAsync();
            return gateway;
        }
        catch
        {
            // Nobody else can end it.
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>For a gateway that another test or a fixture has started.</summary>
    public void ShowLogInThisTest() => _log.Attach();

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public async Task StartAsync(params string[] more)
    {
        Launch(more);
        using var http = new HttpClient { BaseAddress = new Uri($"http://{Host}:{HttpPort}") };
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await beat.WaitForNextTickAsync(CancellationToken.None))
        {
            if (deadline.IsCancellationRequested)
                throw new TimeoutException($"The gateway is not ready after {Patience.TotalMinutes} minutes: {Output}");
            if (_process!.HasExited) throw new InvalidOperationException($"The gateway ended with {_process.ExitCode}: {Output}");
            if (!await IsReadyAsync(http)) continue;
            await File.WriteAllTextAsync(CaFile, await http.GetStringAsync("/ca.crt", deadline.Token), deadline.Token);
            return;
        }
    }

    /// <summary>Starts it and waits for nothing.</summary>
    public void Launch(params string[] more)
    {
        var process = new Process
        {
            StartInfo = _machine.Start(Program, Arguments(more)),
        };
        (process.StartInfo.RedirectStandardOutput, process.StartInfo.RedirectStandardError) = (true, true);
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        // The one before is left to the finalizer: whoever watches it may be asking it at this moment.
        _process = process;
    }

    /// <summary>Starts it where it is expected to end by itself.</summary>
    public async Task<Finished> RunToEndAsync(params string[] more) => await Finished.RunAsync(Program, Arguments(more));

    /// <summary>One of its other verbs.</summary>
    public Task<Finished> CommandAsync(params string[] arguments) =>
        Finished.RunAsync(Program, [.. arguments, "--DataDirectory", DataDirectory]);

    public async Task<string> AddDeviceAsync(string name) =>
        (await JsonAsync("device", "add", name)).GetProperty("code").GetString()!;

    public async Task<GatewayApi> ApiAsync()
    {
        var token = (await JsonAsync("token", "create", "tests")).GetProperty("token").GetString()!;
        return new GatewayApi(CreateHttps(), token);
    }

    /// <summary>A client that trusts this gateway's CA and nothing else.</summary>
    /// <param name="at">Where it is reached, if not directly.</param>
    public HttpClient CreateHttps(Uri? at = null)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(CaFile));
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = policy;
        return new HttpClient(handler) { BaseAddress = at ?? Https };
    }

    /// <summary>A client of what is for this machine only, as the command line is one.</summary>
    public HttpClient CreateLocal() => new(new SocketsHttpHandler
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

    /// <summary>SIGKILL: no goodbye, no flush.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        using var deadline = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(deadline.Token);
    }

    /// <summary>SIGTERM, as systemd and docker send it. The exit code.</summary>
    public async Task<int> StopAsync()
    {
        await TerminateAsync();
        return await EndedAsync();
    }

    /// <summary>The same, without waiting for its end.</summary>
    public Task TerminateAsync() =>
        Finished.RunAsync("kill", ["-TERM", ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

    /// <summary>Waits until it has ended. The exit code.</summary>
    public async Task<int> EndedAsync()
    {
        using var deadline = new CancellationTokenSource(EndsWithin);
        await _process!.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await KillAsync();
        _process?.Dispose();
        if (_ownsDirectory) Directory.Delete(DataDirectory, recursive: true);
    }

    private string Host => Endpoint.Address == "127.0.0.1" ? "localhost" : Endpoint.Address;

    private async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        var finished = await CommandAsync([.. arguments, "--json"]);
        Assert.True(finished.ExitCode == 0, finished.Error + finished.Output);
        return JsonDocument.Parse(finished.Output).RootElement;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        _log.Add(line.Data);
        lock (_output) _output.AppendLine(line.Data);
    }

    private string[] Arguments(string[] more) =>
    [
        "--DataDirectory", DataDirectory, "--Listen", Endpoint.Address, "--Http:Port", $"{HttpPort}", "--Https:Port",
        $"{HttpsPort}", "--Mqtt:TlsPort", $"{MqttPort}", "--Mqtt:PlainPort", $"{PlainMqttPort}", .. more,
    ];

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync("/api/ready")).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // Below the range that outgoing connections are given ports from: one of those could take it in between.
    internal static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(FirstPort, FirstPort + Ports);
            if (!GivenPorts.TryAdd(port, true)) continue;
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; another one will do.
            }
        }
    }
}
