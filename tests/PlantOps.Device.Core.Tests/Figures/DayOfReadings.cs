using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Enrolment;
using PlantOps.Device.Core.Sampling;

namespace PlantOps.Device.Core.Tests.Figures;

/// <summary>A whole device through a day of one reading a minute with its gateway there, after an hour to settle.</summary>
internal sealed class DayOfReadings
{
    public const int Readings = 24 * 60;

    private const long HourMs = 60 * 60 * 1000;
    private const int Devices = 100;

    private readonly CountingFlash _flash = new();
    private readonly WillingLink _link = new();
    private readonly SteppedTime _time = new(2, 25 * HourMs);
    private (long Allocated, int Writes, int Appends, int Deletions, long Bytes) _atStart;

    /// <summary>Bytes allocated for a reading, from the sensors to its acknowledgement, heartbeats included.</summary>
    public long HeapPerReading { get; private set; }

    /// <summary>Bytes that stay allocated while the device runs.</summary>
    public long HeapRetained { get; private set; }

    public long FlashBytesPerReading { get; private set; }

    public int Writes { get; private set; }

    public int Appends { get; private set; }

    public int Deletions { get; private set; }

    public long Acknowledged { get; private set; }

    public int Pending { get; private set; }

    public void Run()
    {
        Store(_flash, Configuration());
        var run = Start();
        _time.At(HourMs, () => _atStart = Now());
        _time.At(25 * HourMs, () =>
        {
            Count();
            run.Stop();
        });
        var sampling = NewThread(run.RunSampling);
        var uplink = NewThread(run.RunUplink);
        sampling.Start();
        uplink.Start();
        sampling.Join();
        uplink.Join();
        Acknowledged = run.Acknowledged;
        Pending = run.Pending;
    }

    private static DeviceConfiguration Configuration() => new()
    {
        Gateway = "https://gateway:8443",
        DeviceId = "fern",
        MqttHost = "gateway",
        CaPem = DeviceUnderTest.Ca.Pem,
        IntervalS = 60,
        Boot = 1,
    };

    // Twice, so that both of its files are there: they are no part of what the device allocates.
    private static CountingFlash Store(CountingFlash flash, DeviceConfiguration configuration)
    {
        new ConfigurationStore(flash).Save(configuration);
        new ConfigurationStore(flash).Save(configuration);
        return flash;
    }

    // Many of them, because the heap's size is known only to some kilobytes; the last is the one that lives through the day.
    private DeviceRun Start()
    {
        var devices = Enumerable.Range(0, Devices)
            .Select(_ => EdgesOn(Store(new CountingFlash(), Configuration()), new WillingLink())).Append(EdgesOn(_flash, _link))
            .Select(edges => new PlantDevice(edges, new DeviceProfile("id", "esp32", "0.1.0", []))).ToArray();
        var runs = new DeviceRun[devices.Length];
        runs[^1] = devices[^1].Start(new RunDeadlines())!;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Devices; i++) runs[i] = devices[i].Start(new RunDeadlines())!;
        HeapRetained = (GC.GetTotalMemory(forceFullCollection: true) - before) / Devices;
        GC.KeepAlive(devices);
        return runs[^1];
    }

    private DeviceEdges EdgesOn(CountingFlash flash, WillingLink link)
    {
        var board = new TestBoard();
        var sensors = new LivingSensors(_time);
        var network = new NetworkEdges(board, link, new FakeHttp(), board);
        return new DeviceEdges(
            _time, flash, new SensorSet(sensors, sensors, sensors), network,
            new BoardEdges(board, board, board, board, new Random(1)));
    }

    private Thread NewThread(Action loop) => new(() =>
    {
        loop();
        _time.Leave();
    });

    private (long Allocated, int Writes, int Appends, int Deletions, long Bytes) Now() =>
        (_time.Allocated, _flash.Writes, _flash.Appends, _flash.Deletions, _flash.BytesWritten);

    private void Count()
    {
        var now = Now();
        HeapPerReading = (now.Allocated - _atStart.Allocated) / Readings;
        FlashBytesPerReading = (now.Bytes - _atStart.Bytes) / Readings;
        Writes = now.Writes - _atStart.Writes;
        Appends = now.Appends - _atStart.Appends;
        Deletions = now.Deletions - _atStart.Deletions;
    }

    private sealed class LivingSensors(SteppedTime time) : ISoilProbe, IClimateSensor, ILightSensor
    {
        private int _reads;

        public int ReadRaw() => 2000 + (_reads++ % 7);

        public bool TryRead(out double temperatureC, out double humidityPercent)
        {
            temperatureC = 20 + (time.UptimeMs / 60_000 % 50 / 10.0);
            humidityPercent = 40 + (time.UptimeMs / 60_000 % 90 / 10.0);
            return true;
        }

        public bool PowerCycle() => false;

        public double ReadLux() => 800 + (time.UptimeMs / 60_000 % 10);
    }
}
