using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core;
using PlantOps.Device.Core.Buffering;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Enrolment;
using PlantOps.Device.Core.Sampling;
using PlantOps.Device.Core.Tests;
using PlantOps.Device.Core.Tests.VirtualDevice;
using PlantOps.Device.Storage;
using PlantOps.HeapCounter;

namespace PlantOps.Device.Heap.Tests;

/// <summary>A device with its own code on a counted heap. Its flash is a directory, gateway and time are the test's.</summary>
internal sealed class CountedDevice : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<Exception> _failures = [];
    private object[] _kept = [];

    public static TestCa Ca { get; } = new();

    public Gateway Gateway { get; } = new();

    public DeviceTime Time { get; private set; } = new(2);

    public ManagedHeap Heap { get; private set; } = new(0, 0);

    public DeviceRun? Device { get; private set; }

    public TestBoard Board { get; private set; } = new();

    public LittleFsStore Files => new(_directory.Path + "/");

    /// <summary>What the device did with its flash since its start.</summary>
    public CountedFiles Flash { get; private set; } = new(new LittleFsStore(string.Empty));

    /// <summary>What ended a loop; <see langword="null"/> where none has ended by itself.</summary>
    public Exception? Failure => _failures.FirstOrDefault();

    /// <summary>What the flash holds as its configuration.</summary>
    public DeviceConfiguration Stored => new ConfigurationStore(Files).Load()!;

    public void Enrol() => Assert.True(new ConfigurationStore(Files).Save(Configuration()));

    /// <summary>Enrols at a gateway whose broker is another one.</summary>
    public void EnrolElsewhere()
    {
        var configuration = Configuration();
        (configuration.WaitsForStored, Gateway.SaysStored) = (true, true);
        Assert.True(new ConfigurationStore(Files).Save(configuration));
    }

    /// <summary>Enrols at a broker on this machine.</summary>
    public void Enrol(int port, string caPem)
    {
        var configuration = Configuration();
        (configuration.Gateway, configuration.MqttHost, configuration.MqttPort) = ("https://localhost:1", "localhost", port);
        (configuration.MqttUsername, configuration.MqttPassword, configuration.CaPem) = ("fern", "right", caPem);
        Assert.True(new ConfigurationStore(Files).Save(configuration));
    }

    /// <summary>Puts readings on the flash, as a start before this one would have.</summary>
    public void Buffer(int readings)
    {
        var buffer = new ReadingBuffer(Files, new SensorSet(Board, Board, Board).Record);
        buffer.Open();
        for (var i = 1; i <= readings; i++) Assert.True(buffer.Append(Reading(i), i * 60_000));
    }

    /// <summary>Starts with so many bytes of managed heap; throws what the start throws.</summary>
    public void Start(int budget)
    {
        _failures.Clear();
        Time = new DeviceTime(2);
        Heap = new ManagedHeap(budget, HeapModel.AtMain);
        ManagedHeap.Use(Heap);
        _kept = [ManagedHeap.Charge(HeapModel.Run), new PlantDevice(Edges(), Profile)];
        Device = ((PlantDevice)_kept[1]).Start(new RunDeadlines());
        Assert.NotNull(Device);
    }

    /// <summary>Runs both loops until something is the case or so much time has passed.</summary>
    public void Run(Func<bool> done, int milliseconds)
    {
        Look(done, Time.UptimeMs + milliseconds);
        var sampling = Begin(Device!.RunSampling);
        var uplink = Begin(Device.RunUplink);
        sampling.Join();
        uplink.Join();
    }

    /// <summary>Leaves behind what a power cut in the middle of storing a reading can: a part of its record.</summary>
    public void TearNewestSegment(int bytes)
    {
        var newest = new DirectoryInfo(_directory.Path).GetFiles("readings.*").MaxBy(file => file.LastWriteTimeUtc)!;
        using var file = newest.Open(FileMode.Append);
        file.Write(new byte[bytes]);
    }

    /// <summary>The power goes, or the test is over.</summary>
    public void PowerOff()
    {
        ManagedHeap.Use(null);
        Gateway.Link = null;
        Device = null;
        _kept = [];
    }

    public void Dispose()
    {
        PowerOff();
        _directory.Dispose();
    }

    private static DeviceProfile Profile => new("24:6F:28:01:02:03", "esp32", "0.1.0", ["dht22", "bh1750", "soil-capacitive"]);

    private static DeviceConfiguration Configuration() => new()
    {
        WifiSsid = "Garden",
        WifiPassword = "tomatoes and more",
        Gateway = "https://plantops.local:8443",
        DeviceId = "fern-0123",
        MqttHost = "plantops.local",
        MqttPort = 8883,
        MqttUsername = "fern-0123",
        MqttPassword = "0123456789abcdefghijklmnopqrstuvwxyz0123456",
        CaPem = Ca.Pem,
        IntervalS = 60,
        Boot = 1,
    };

    private static TelemetryReading Reading(int sequence)
    {
        var reading = new TelemetryReading { Boot = 1, Sequence = sequence, TimestampMs = 1767225600000 - (sequence * 60_000) };
        var value = 20 + (sequence % 50 / 10.0);
        for (var metric = 0; metric < Metrics.FirmwareCount; metric++) reading.Set((Metric)metric, value, Quality.Ok);
        return reading;
    }

    private DeviceEdges Edges()
    {
        Board = new TestBoard();
        Flash = new CountedFiles(Files);
        var network = new NetworkEdges(Board, new CountedLink(Time, Gateway), new FakeHttp(), Board);
        return new DeviceEdges(
            Time, Flash, new SensorSet(Board, Board, Board), network, new BoardEdges(Board, Board, Board, Board, new Random(1)));
    }

    private void Look(Func<bool> done, long untilMs) => Time.After(250, () =>
    {
        if (done() || Time.UptimeMs >= untilMs || _failures.Count > 0) Stop();
        else Look(done, untilMs);
    });

    private void Stop()
    {
        Device!.Stop();
        Time.End();
    }

    private Thread Begin(Action loop)
    {
        var thread = new Thread(() =>
        {
            try
            {
                var stack = ManagedHeap.Charge(HeapModel.Thread);
                loop();
                GC.KeepAlive(stack);
            }
            catch (Exception e)
            {
                _failures.Add(e);
                Device!.Stop();
            }

            Time.Leave();
        });
        thread.Start();
        return thread;
    }
}
