using PlantOps.Device.Core;
using PlantOps.Device.Core.Configuration;
using PlantOps.VirtualDevice.Board;
using PlantOps.VirtualDevice.CommandLine;
using PlantOps.VirtualDevice.Flash;
using PlantOps.VirtualDevice.Network;
using PlantOps.VirtualDevice.Time;

namespace PlantOps.VirtualDevice;

/// <summary>A device from switching on to the moment when its power goes or it is stopped.</summary>
internal sealed class PoweredDevice
{
    // Deadlines are for the real network, whatever the device's clock says.
    private static readonly TimeSpan AcknowledgementTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private const int StackBytes = 256 * 1024;

    private readonly VirtualHardware _hardware;
    private readonly VirtualLink _link;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Thread? _sampling;
    private Thread? _uplink;

    public PoweredDevice(VirtualHardware hardware, VirtualWifi wifi, TextWriter output, string startCause, bool clockIsKnown)
    {
        _hardware = hardware;
        Clock = new VirtualClock(hardware.Time, clockIsKnown);
        _link = new VirtualLink(wifi);
        Flash = new DirectoryFlash(hardware.FlashDirectory);
        Board = new VirtualBoard(hardware.Name, hardware.Time, output, startCause);
        var network = new NetworkEdges(wifi, _link, new NetHttp(wifi), new NoTimeServer());
        var edges = new DeviceEdges(
            Clock, Flash, hardware.Sensors.All, network, new BoardEdges(Board, Board, Board, Board, hardware.NewRandom(1)));
        Device = new PlantDevice(edges, hardware.Profile);
    }

    public PlantDevice Device { get; }

    public VirtualClock Clock { get; }

    public DirectoryFlash Flash { get; }

    public VirtualBoard Board { get; }

    public DeviceRun? Run { get; private set; }

    public bool IsConnected => _link.IsConnected;

    /// <summary>Completes when the device stops by itself: it restarts or sleeps.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Starts measuring; <see langword="false"/> where it is not enrolled.</summary>
    /// <param name="options">What is to hold instead of what is stored.</param>
    /// <param name="publishes">Whether readings go out, rather than into the buffer only.</param>
    public bool Start(RunOptions? options, bool publishes = true)
    {
        if (options != null) Set(options);
        Run = Device.Start(new RunDeadlines
        {
            AcknowledgementMs = _hardware.Time.SimulatedMs(AcknowledgementTimeout),
            HangMs = _hardware.Time.SimulatedMs(Hang),
        });
        if (Run == null) return false;

        _sampling = NewThread(Run.RunSampling);
        _sampling.Start();
        if (!publishes) return true;

        _uplink = NewThread(() =>
        {
            Run.RunUplink();
            _ended.TrySetResult();
        });
        _uplink.Start();
        return true;
    }

    /// <summary>Switches off in order.</summary>
    public Task StopAsync() => OnItsOwnThread(() =>
    {
        StopThreads();
        Run?.Finish(_hardware.Time.SimulatedMs(Farewell));
    });

    /// <summary>The power is gone: nothing is taken leave of and nothing is written down.</summary>
    public Task PowerOffAsync() => OnItsOwnThread(() =>
    {
        Flash.CutNow();
        StopThreads();
        _link.Cut();
    });

    // Not on the pool: a thousand devices that wait there for their broker's farewell keep it from arriving.
    private static Task OnItsOwnThread(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void StopThreads()
    {
        Run?.Stop();
        _sampling?.Join();
        _uplink?.Join();
    }

    private void Set(RunOptions options)
    {
        var store = new ConfigurationStore(Flash);
        if (store.Load() is not { } configuration) return;

        configuration.IntervalS = options.IntervalS ?? configuration.IntervalS;
        configuration.Sleep = options.Battery != null || configuration.Sleep;
        configuration.PublishS = (int?)options.Battery?.TotalSeconds ?? configuration.PublishS;
        if (options.IntervalS != null || options.Battery != null) store.Save(configuration);
    }

    private static Thread NewThread(Action work) => new(() => work(), StackBytes) { IsBackground = true };
}
