using System.Diagnostics;
using System.Globalization;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Fleet;

/// <summary>
/// A node of RabbitMQ on loopback, with ports and a data directory of its own; it can be killed and started again.
/// </summary>
internal sealed class RabbitMqNode : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _directory;
    private readonly int _epmdPort;
    private readonly int _distributionPort;
    private Process? _process;

    /// <param name="name">Its name within the cluster.</param>
    /// <param name="directory">Of the cluster, with the cookie that its nodes share.</param>
    /// <param name="epmdPort">Where its nodes find each other.</param>
    /// <param name="ports">Four that are free.</param>
    /// <param name="machine">Where it runs.</param>
    public RabbitMqNode(string name, string directory, int epmdPort, int[] ports, Machine machine)
    {
        (Name, _epmdPort, Machine) = (name, epmdPort, machine);
        _directory = Path.Combine(directory, name);
        Directory.CreateDirectory(_directory);
        (AmqpPort, MqttPort, ManagementPort, _distributionPort) = (ports[0], ports[1], ports[2], ports[3]);
    }

    /// <summary>Where <c>tests/install-components</c> puts RabbitMQ and its Erlang.</summary>
    public static string Installed { get; } = Path.Combine(Root(), "artifacts", "rabbitmq", "usr", "lib");

    public string Name { get; }

    public Machine Machine { get; }

    /// <summary>As the others call it.</summary>
    public string FullName => $"{Name}@{(Machine.IsThis ? "localhost" : Machine.Address)}";

    public int AmqpPort { get; }

    public int MqttPort { get; }

    public int ManagementPort { get; }

    private string Log => Path.Combine(_directory, "node.log");

    /// <summary>Writes its settings; in force from the next start.</summary>
    public void Configure(IEnumerable<string> cluster, string more) =>
        File.WriteAllText(Path.Combine(_directory, "rabbit.conf"), $"""
        listeners.tcp.1 = {Machine.Address}:{AmqpPort}
        mqtt.listeners.tcp.1 = {Machine.Address}:{MqttPort}
        mqtt.allow_anonymous = false
        mqtt.prefetch = 1000
        management.tcp.ip = {Machine.Address}
        management.tcp.port = {ManagementPort}
        management_agent.disable_metrics_collector = true
        log.file = {Log}
        log.file.level = info
        cluster_formation.peer_discovery_backend = classic_config
        {string.Join('\n', cluster.Select((name, index) => $"cluster_formation.classic_config.nodes.{index + 1} = {name}"))}
        vm_memory_high_watermark.absolute = 1GB
        disk_free_limit.absolute = 100MB
        {more}

        """);

    public void Start()
    {
        _process?.Dispose();
        var start = Machine.Start("/bin/sh", Path.Combine(RabbitHome, "sbin", "rabbitmq-server"));
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        foreach (var (name, value) in Variables()) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until it takes MQTT, which it begins to do last.</summary>
    public async Task ReadyAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            while (!await AcceptsAsync(MqttPort) || !await AcceptsAsync(AmqpPort) || !await AcceptsAsync(ManagementPort))
                await beat.WaitForNextTickAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{Name} is not ready after {Patience.TotalMinutes} minutes: {LastWords()}");
        }
    }

    /// <summary>Like a power cut, but for what the disk has.</summary>
    public async Task KillAsync()
    {
        if (_process is null or { HasExited: true }) return;
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as systemd sends it.</summary>
    public async Task StopAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(deadline.Token);
    }

    /// <summary>What it logged last.</summary>
    public string LastWords() => File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(20)) : "it logged nothing";

    public void Dispose() => _process?.Dispose();

    // On machines of their own nodes may lose each other, and a test does not wait a minute until they notice.
    private int TickTime => Machine.IsThis ? 60 : 15;

    private static string RabbitHome => Directory.GetDirectories(Path.Combine(Installed, "rabbitmq", "lib")).Single();

    private Dictionary<string, string> Variables() => new()
    {
        ["PATH"] = Path.Combine(Installed, "erlang", "bin") + ":" + Environment.GetEnvironmentVariable("PATH"),
        ["HOME"] = Path.GetDirectoryName(_directory)!,
        ["ERL_EPMD_ADDRESS"] = Machine.Address,
        ["ERL_EPMD_PORT"] = _epmdPort.ToString(CultureInfo.InvariantCulture),

        // The process is then the node itself and no shell that waits for it.
        ["RUNNING_UNDER_SYSTEMD"] = "true",
        ["RABBITMQ_NODENAME"] = FullName,
        ["RABBITMQ_USE_LONGNAME"] = Machine.IsThis ? "false" : "true",
        ["RABBITMQ_MNESIA_BASE"] = _directory,
        ["RABBITMQ_LOG_BASE"] = _directory,
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_directory, "rabbit.conf"),
        ["RABBITMQ_CONFIG_FILES"] = Path.Combine(_directory, "conf.d"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(_directory, "advanced.config"),
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        ["RABBITMQ_GENERATED_CONFIG_DIR"] = Path.Combine(_directory, "generated"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(Path.GetDirectoryName(_directory)!, "plugins"),
        ["RABBITMQ_DIST_PORT"] = _distributionPort.ToString(CultureInfo.InvariantCulture),
        ["ERL_CRASH_DUMP"] = Path.Combine(_directory, "crash.dump"),
        ["RABBITMQ_PID_FILE"] = Path.Combine(_directory, "pid"),

        // Two schedulers that do not wait by computing: others test beside it.
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] =
            $"-kernel inet_dist_use_interface {{{Machine.Address.Replace('.', ',')}}} -kernel net_ticktime {TickTime} "
            + "+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none",
    };

    private async Task<bool> AcceptsAsync(int port)
    {
        if (_process is { HasExited: true })
            throw new InvalidOperationException($"{Name} ended with {_process.ExitCode}: {LastWords()}");
        return await Component.AcceptsAsync(port, Machine.Address);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PlantOps.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
