using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using PlantOps.Attack.Wire;
using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.Attack.Targets;

/// <summary>A gateway of its own for one attack, with a witness, and what an attack needs to reach it.</summary>
internal sealed class Target : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    private readonly WrappedProgram _program;
    private readonly TargetOptions _options;
    private readonly CancellationTokenSource _over = new();
    private readonly Tally _tally;
    private Task _watching = Task.CompletedTask;
    private volatile bool _mayEnd;

    private Target(TargetOptions options, Tally tally)
    {
        (_options, _tally) = (options, tally);
        _program = new WrappedProgram(options.HasMovableClock);
        Gateway = new GatewayProcess(_program.Path, options.DataDirectory);
        Log = new GatewayLog(_program.LogFile);
    }

    public GatewayProcess Gateway { get; }

    public GatewayLog Log { get; }

    public Witness Witness { get; private set; } = null!;

    /// <summary>The API with an owner's token.</summary>
    public HttpClient Owner { get; private set; } = null!;

    /// <summary>The API without a token.</summary>
    public HttpClient Stranger { get; private set; } = null!;

    public string Token { get; private set; } = "";

    public long PeakMemory { get; private set; }

    /// <summary>Ends when the gateway ends unasked: nothing is left to attack.</summary>
    public CancellationToken Over => _over.Token;

    public long DatabaseBytes =>
        Directory.EnumerateFiles(Gateway.DataDirectory, "plantops*.db").Sum(file => new FileInfo(file).Length);

    public SslClientAuthenticationOptions Tls => new()
    {
        TargetHost = "localhost",
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(Gateway.CaFile) },
        },
    };

    public static async Task<Target> StartedAsync(TargetOptions options, Tally tally)
    {
        var target = new Target(options, tally);
        try
        {
            await target.Gateway.StartAsync();
            await target.PrepareAsync();
            return target;
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    public Task<Credentials> EnrolAsync(string hardwareId) => Credentials.RegisterAsync(Gateway, hardwareId);

    public void MoveClock(string time) => _program.MoveClock(time);

    public Task<MqttConnection?> ConnectAsync(bool isSecure = false) =>
        MqttConnection.OpenAsync(isSecure ? Gateway.MqttPort : Gateway.PlainMqttPort, isSecure ? Tls : null, Over);

    /// <summary>A connection that was let in.</summary>
    public async Task<MqttConnection> LogInAsync(Credentials device, int version = MqttPackets.V311, bool isSecure = false)
    {
        var connection = await ConnectAsync(isSecure);
        var code = connection is null ? -1 : await connection.LogInAsync(LogInOf(device, version), Over);
        return code == 0 ? connection!
            : throw new InvalidOperationException($"The gateway does not let {device.DeviceId} in: {code}.");
    }

    public static LogIn LogInOf(Credentials device, int version) =>
        new(device.DeviceId, device.Username, device.Password) { Version = version };

    /// <summary>Ends it on purpose: with SIGTERM, after which it must end well, or with SIGKILL.</summary>
    public async Task EndAsync(bool isKill)
    {
        Witness.BeginExemption();
        _mayEnd = true;
        try
        {
            if (isKill) await Gateway.KillAsync();
            else if (await Gateway.StopAsync() is not 0 and var code)
            {
                _tally.Crashed($"SIGTERM ended it with {code}. {Log.End(5)}");
            }
        }
        catch (OperationCanceledException)
        {
            _tally.Hung("SIGTERM did not end it");
            await Gateway.KillAsync();
        }
    }

    public async Task StartAgainAsync()
    {
        await Gateway.StartAsync();
        Expect();
    }

    /// <summary>From now on it must run, and acknowledge in time.</summary>
    public void Expect()
    {
        _mayEnd = false;
        Witness.EndExemption();
    }

    public async ValueTask DisposeAsync()
    {
        _mayEnd = true;
        await _over.CancelAsync();
        await _watching;
        Owner?.Dispose();
        Stranger?.Dispose();
        await Gateway.DisposeAsync();
        Witness?.Dispose();
        _over.Dispose();
        _program.Dispose();
    }

    private async Task PrepareAsync()
    {
        _watching = WatchAsync();
        var finished = await Gateway.CommandAsync("token", "create", "attack", "--role", "owner", "--json");
        Token = JsonDocument.Parse(finished.Output).RootElement.GetProperty("token").GetString()!;
        Owner = CreateHttps();
        Owner.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        Stranger = CreateHttps();
        var device = await EnrolAsync("witness");
        Witness = _options.HasMovableClock ? new Witness(device, Gateway.PlainMqttPort, null)
            : new Witness(device, Gateway.MqttPort, Tls);
        Witness.Start();
        if (!await Witness.IsServedAsync(MqttConnection.Patience))
        {
            throw new InvalidOperationException("The witness is not served even before the attack.");
        }
    }

    private HttpClient CreateHttps()
    {
        // Where the clock moves, certificates are of other centuries.
        var https = _options.HasMovableClock
            ? new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, any, _,
                _) => any is not null } })
            : Gateway.CreateHttps();
        https.BaseAddress = Gateway.Https;
        https.Timeout = MqttConnection.Patience;
        return https;
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Beat);
        while (!_over.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync();
            if (Gateway.ExitCode is not { } code) PeakMemory = Math.Max(PeakMemory, ProcessMemory.Peak(Gateway.ProcessId));
            else if (!_mayEnd)
            {
                _mayEnd = true;
                _tally.Crashed($"It ended with {code}. {Log.End(12)}");
                await _over.CancelAsync();
            }
        }
    }
}
