using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Buffering;
using PlantOps.Device.Core.Commands;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Presence;
using PlantOps.Device.Core.Publishing;
using PlantOps.Device.Core.Sampling;
using PlantOps.Device.Core.Settings;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Tests;

/// <summary>An enrolled device's parts, stepped by the test; only what touches hardware is a fake.</summary>
internal sealed class DeviceUnderTest
{
    public const int AckTimeoutMs = 30000;

    public DeviceUnderTest(MemoryFlash? flash = null)
    {
        Flash = flash ?? new MemoryFlash();
        Store = new ConfigurationStore(Flash);
        Configuration = Store.Load() ?? Configuration;
        Store.Save(Configuration);
        Buffer = BufferOn(Flash);
        Outbox = new Outbox(Link, Configuration.DeviceId, Publisher.MaxBytes);
        Inbox = new Inbox(Clock.NewSignal());
        Light = new StatusLight(Board, Clock);
        var calibration = new SoilCalibration(Configuration.SoilDryRaw, Configuration.SoilWetRaw);
        var sensors = new SensorSet(Board, Board, Board);
        var measurement = new Measurement(sensors, calibration, new ReadingLight(Light, Configuration), Configuration, Board);
        Sampler = new Sampler(measurement, Buffer, Clock, 7, Configuration.IntervalS);
        Publisher = new Publisher(Buffer, Outbox, Clock, AckTimeoutMs, Configuration.WaitsForStored);
        Instructions = NewInstructions();
        var parts = new UplinkParts(
            Inbox, NewConnector(), Publisher, new PresenceReporter(Outbox, Clock, Board, Board, Buffer), Instructions);
        Uplink = new Uplink(
            parts, Link, Clock, Buffer, new UplinkIdentity(Configuration.DeviceId, 7, "0.1.0", RestartCauses.Power));
    }

    public MemoryFlash Flash { get; }

    public FakeClock Clock { get; } = new();

    public FakeLink Link { get; } = new();

    public FakeHttp Http { get; } = new();

    public TestBoard Board { get; } = new();

    public static TestCa Ca { get; } = new();

    public DeviceConfiguration Configuration { get; } = new()
    {
        Gateway = "https://gateway",
        DeviceId = "fern",
        MqttHost = "gateway",
        CaPem = Ca.Pem,
        IntervalS = 60,
    };

    public ConfigurationStore Store { get; }

    public StatusLight Light { get; }

    public ReadingBuffer Buffer { get; }

    public Outbox Outbox { get; }

    public Inbox Inbox { get; }

    public Sampler Sampler { get; }

    public Publisher Publisher { get; }

    public Instructions Instructions { get; }

    public Uplink Uplink { get; }

    private Instructions NewInstructions()
    {
        var departure = new Departure(Clock);
        var settings = new SettingsKeeper(
            new SettingsCheck(Configuration, Board), new SettingsApplier(Configuration, Store, Sampler, departure, Board), Outbox,
            Board);
        var actions = new CommandActions(Sampler, new SoilCalibrator(Sampler, Configuration, Store), Light);
        return new Instructions(
            Inbox, settings, new CommandRunner(actions, new CommandMemory(Flash), departure, Outbox, Board), departure, "0.1.0");
    }

    private Connector NewConnector()
    {
        var time = new TimeKeeper(new TimeSource(Http, Clock), Board, Clock, Board, new Random(1));
        var network = new NetworkEdges(Board, Link, Http, Board);
        var board = new BoardEdges(Board, Board, Board, Board, new Random(1));
        return new Connector(network, board, time, Clock, Configuration, new TrustedCa(Configuration, Store, Board), Light);
    }

    private static ReadingBuffer BufferOn(MemoryFlash flash)
    {
        var buffer = new ReadingBuffer(flash);
        buffer.Open();
        return buffer;
    }
}
