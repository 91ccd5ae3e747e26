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
        Store.Save(Configuration);
        Buffer = BufferOn(Flash);
        Outbox = new Outbox(Link, Configuration.DeviceId, Publisher.MaxBytes);
        Inbox = new Inbox(Clock.NewSignal());
        Sampler = new Sampler(new Measurement(new SensorSet(Board, Board, Board), new SoilCalibration(2900, 1250)), Buffer, Clock, 7, 60);
        Publisher = new Publisher(Buffer, Outbox, Clock, AckTimeoutMs);
        Light = new StatusLight(Board, Clock);
        Instructions = new Instructions(
            Inbox,
            new SettingsKeeper(Configuration, Store, Sampler, Outbox, Board),
            new CommandRunner(Sampler, Light, Outbox, Board),
            Clock,
            "0.1.0");
        var connector = new Connector(new ConnectorParts(Board, Link, new TimeSource(Http, Clock), Clock, Board), Configuration, new Random(1));
        var parts = new UplinkParts(Inbox, connector, Publisher, new PresenceReporter(Outbox, Clock, Board, Board, Buffer), Instructions);
        Uplink = new Uplink(parts, Link, Clock, Buffer, new UplinkIdentity(Configuration.DeviceId, 7, "0.1.0", RestartCauses.Power));
    }

    public MemoryFlash Flash { get; }

    public FakeClock Clock { get; } = new();

    public FakeLink Link { get; } = new();

    public FakeHttp Http { get; } = new();

    public TestBoard Board { get; } = new();

    public DeviceConfiguration Configuration { get; } = new() { Gateway = "https://gateway", DeviceId = "fern", MqttHost = "gateway", IntervalS = 60 };

    public ConfigurationStore Store { get; }

    public StatusLight Light { get; }

    public ReadingBuffer Buffer { get; }

    public Outbox Outbox { get; }

    public Inbox Inbox { get; }

    public Sampler Sampler { get; }

    public Publisher Publisher { get; }

    public Instructions Instructions { get; }

    public Uplink Uplink { get; }

    private static ReadingBuffer BufferOn(MemoryFlash flash)
    {
        var buffer = new ReadingBuffer(flash);
        buffer.Open();
        return buffer;
    }
}
