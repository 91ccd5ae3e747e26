using System.Diagnostics;
using System.Globalization;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Plants;
using PlantOps.Gateway.Updates;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Tests.Updates;

/// <summary>An installation with programs that are scripts around the real one, and a service manager that starts what
/// ends.</summary>
internal sealed class UpdateBench : IAsyncDisposable
{
    /// <summary>How many readings it has.</summary>
    public const int Readings = 25;

    private readonly TemporaryDirectory _directory = new();
    private readonly int[] _ports = GatewayHost.FreePorts(3);

    /// <param name="current">The version that runs.</param>
    /// <param name="worksLater">Whether the one that it is updated to works: it is then given time to.</param>
    public UpdateBench(string current, bool worksLater = false)
    {
        Directory.CreateDirectory(Root);
        Real(current);
        File.CreateSymbolicLink(Path.Combine(Root, "current"), current);
        Executable(ControlPath, $"""
            cd '{Root}'
            ports='--Http:Port {Port(0)} --Https:Port {Port(1)} --Mqtt:TlsPort {Port(2)}'
            case $1 in
              start)
                if [ -e refused ] && [ "$(readlink current)" = "$(cat refused)" ]; then
                  echo Refused. >&2
                  exit 1
                fi
                (while [ ! -e stopped ]; do
                  current/plantops serve --DataDirectory '{Data}' --Listen 127.0.0.1 $ports >>log 2>&1 &
                  echo $! >pid
                  wait $!
                  sleep 0.2
                done) >/dev/null 2>&1 &
                ;;
              stop)
                touch stopped
                kill "$(cat pid)" 2>/dev/null
                while kill -0 "$(cat pid)" 2>/dev/null; do sleep 0.1; done
                sleep 0.4
                rm -f stopped
                ;;
            esac
            """);
        Steps = new UpdateSteps(Installation, Data, ["sh", ControlPath, UpdateSteps.VerbPlace], Said.Add, TimeProvider.System)
        {
            // Only one that works is waited for to its end.
            Patience = TimeSpan.FromSeconds(worksLater ? 60 : 4), PatienceBack = TimeSpan.FromMinutes(1),
            Steady = TimeSpan.FromSeconds(1),
        };
    }

    public Installation Installation => new(Root);

    public UpdateSteps Steps { get; }

    public List<string> Said { get; } = [];

    public string Root => Path.Combine(_directory.Path, "opt");

    public string Data => Path.Combine(_directory.Path, "data");

    private string ControlPath => Path.Combine(Root, "control");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The program of this build, by whatever version its directory is called.</summary>
    public void Real(string version) => Program(version, "exec \"$real\" \"$@\"");

    /// <summary>A program that says the version and does the rest as the lines say; <c>$real</c> is that of this build.</summary>
    public void Program(string version, string serve) => Executable(
        Path.Combine(Directory.CreateDirectory(Path.Combine(Root, version)).FullName, "plantops"),
        $"""
        real='{Path.Combine(AppContext.BaseDirectory, "plantops")}' data='{Data}'
        if [ "$1" = --version ]; then echo {version}; exit; fi
        if [ "$1" = serve ]; then
        {serve}
        fi
        exec "$real" "$@"
        """);

    /// <summary>As systemd does with a program that cannot be executed.</summary>
    public void RefuseToStart(string version) => File.WriteAllText(Path.Combine(Root, "refused"), version);

    /// <summary>Puts a program into an archive, as of a release.</summary>
    public async Task<string> Archive(string version)
    {
        var archive = Path.Combine(Root, "plantops.tar.xz");
        using var tar = Process.Start("tar", ["-C", Root, "-cJf", archive, version]);
        await tar.WaitForExitAsync(Token);
        return archive;
    }

    /// <summary>Starts the service with readings, and keeps them.</summary>
    public async Task<KeptBeforeUpdate> Serve()
    {
        await Start();
        using var local = new LocalGateway(Data);
        return (await local.Post(UpdateApi.KeepPath, null, UpdatesJson.Default.KeptBeforeUpdate, Token)).Value!;
    }

    /// <summary>Puts readings where the service will find them, and starts it.</summary>
    public async Task Start()
    {
        await using (var gateway = await GatewayHost.StartedAsync(dataDirectory: Data))
        {
            var host = new PlantHost(gateway);
            var device = host.Admit();
            for (var i = 0; i < Readings; i++) host.Store(device, 1_700_000_000_000 + (i * 60_000), 30 + i);
        }

        Assert.Equal(0, await Control("start"));
        using var local = new LocalGateway(Data);
        await Eventually.IsAsync(() => File.Exists(Path.Combine(Data, "plantops.sock")));
        while ((await local.Get(HealthApi.ReadyPath, WebJson.Default.ReadyReport, Token))
            .Value is null) Token.ThrowIfCancellationRequested();
    }

    public async Task<StoreContents?> Contents()
    {
        using var local = new LocalGateway(Data);
        return (await local.Get(UpdateApi.ContentsPath, UpdatesJson.Default.StoreContents, Token)).Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Root, "pid"))) await Control("stop");
        _directory.Dispose();
    }

    private async Task<int> Control(string verb)
    {
        using var process = Process.Start("sh", [ControlPath, verb]);
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    private string Port(int index) => _ports[index].ToString(CultureInfo.InvariantCulture);

    private static void Executable(string path, string text)
    {
        File.WriteAllText(path, "#!/bin/sh\n" + text + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
