using PlantOps.Benchmarks.Load;

namespace PlantOps.Benchmarks.Servers;

/// <summary>mosquitto without anything that would hold it back, storing nothing.</summary>
internal sealed class Mosquitto : IServer
{
    public const string Program = "/usr/sbin/mosquitto";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("plantops-benchmark-");
    private readonly ServerProcess _process;

    private Mosquitto()
    {
        var authority = ThrowawayAuthority.Create();
        Plain = new Endpoint(LocalPort.Free(), null);
        Tls = new Endpoint(LocalPort.Free(), authority.Certificate);
        File.WriteAllText(InDirectory("server.crt"), authority.ServerPem);
        File.WriteAllText(InDirectory("server.key"), authority.KeyPem);
        File.WriteAllText(InDirectory("mosquitto.conf"), Configuration());
        _process = new ServerProcess(Program, ["-c", InDirectory("mosquitto.conf")]);
    }

    public Endpoint Plain { get; }

    public Endpoint Tls { get; }

    public static async Task<Mosquitto> StartAsync()
    {
        var server = new Mosquitto();
        await server._process.WaitUntilAsync(() => LocalPort.AcceptsAsync(server.Tls.Port), "mosquitto listens");
        return server;
    }

    public IReadOnlyList<ClientIdentity> Clients(int count) => [.. Enumerable.Range(0, count).Select(ClientIdentity.Anonymous)];

    public long ResidentBytes() => ProcessMemory.Resident(_process.Id);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private string InDirectory(string file) => Path.Combine(_directory.FullName, file);

    // As root it would become another user, who cannot read the directory.
    private string Configuration() => $"""
        user {Environment.UserName}
        allow_anonymous true
        persistence false
        log_dest none
        set_tcp_nodelay true
        max_inflight_messages 0
        max_inflight_bytes 0
        max_queued_messages 0
        max_queued_bytes 0
        listener {Plain.Port} 127.0.0.1
        listener {Tls.Port} 127.0.0.1
        certfile {InDirectory("server.crt")}
        keyfile {InDirectory("server.key")}

        """;
}
