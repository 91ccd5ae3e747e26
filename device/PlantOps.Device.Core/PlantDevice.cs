using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Buffering;
using PlantOps.Device.Core.Commands;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Enrolment;
using PlantOps.Device.Core.Portal;
using PlantOps.Device.Core.Time;
using PlantOps.Device.Core.Watching;

namespace PlantOps.Device.Core;

/// <summary>A device between switching on and measuring: it is enrolled, or it becomes so.</summary>
internal sealed class PlantDevice
{
    private readonly DeviceEdges _edges;
    private readonly DeviceProfile _profile;
    private readonly ConfigurationStore _store;
    private readonly TimeSource _time;

    public PlantDevice(DeviceEdges edges, DeviceProfile profile)
    {
        _edges = edges;
        _profile = profile;
        _store = new ConfigurationStore(edges.Files);
        _time = new TimeSource(edges.Network.Http, edges.Clock);
        Light = new StatusLight(edges.Board.Indicator, edges.Clock);
        RestartNote note = new RestartNote(edges.Files);
        RestartCause = note.Read(edges.Board.Board.StartCause);
        if (RestartCause == RestartCauses.FactoryReset)
        {
            // The power may have gone in the middle of it.
            new FactoryReset(edges.Files).Wipe();
        }

        note.Clear();
    }

    /// <summary>Why the device started, one of <see cref="Board.RestartCauses"/>.</summary>
    public string RestartCause { get; }

    /// <summary>Its one light: what is set up beside measuring shows in it, too.</summary>
    public StatusLight Light { get; }

    /// <summary>Whether it has an identity at a gateway.</summary>
    public bool IsEnrolled => _store.Load() != null;

    /// <inheritdoc cref="Enroller.Enrol"/>
    public EnrolmentResult Enrol(string address, string typedCode, string? name) => NewEnroller().Enrol(address, typedCode, name);

    /// <summary>
    /// A portal through which this device is set up, or set up anew: until everything is checked, what is stored stays.
    /// Readings may go on being taken beside it (<see cref="MeasuringBeside"/>), but nothing else may use the Wi-Fi.
    /// </summary>
    public SetupPortal NewPortal(PortalEdges portal)
    {
        DeviceConfiguration? stored = _store.Load();
        SetupChecks checks = new SetupChecks(NewEnroller(), _store, _edges.Network.Http, _time);
        SetupFlow flow = new SetupFlow(portal.Station, _edges.Network.Wifi, checks, _edges.Clock.NewSignal(), stored);
        return new SetupPortal(portal, _edges.Clock, flow, PortalName.Of(_profile.HardwareId), stored != null);
    }

    /// <summary>
    /// Begins a new start. <see langword="null"/> where the device is not enrolled or its flash does not take the
    /// start's number, without which no reading has an identity.
    /// </summary>
    public DeviceRun? Start(RunDeadlines deadlines)
    {
        DeviceConfiguration? configuration = _store.Load();
        if (configuration == null)
        {
            return null;
        }

        ReadingBuffer buffer = new ReadingBuffer(_edges.Files, _edges.Sensors.Record);
        buffer.Open();

        // A device that wakes a thousand times a day goes on with its boot: numbering each would wear the flash out.
        long sequence = RestartCause == RestartCauses.Sleep ? buffer.LastSequenceOf(configuration.Boot) : 0;
        if (sequence == 0 && !BeginBoot(configuration, buffer))
        {
            return null;
        }

        string version = _profile.FirmwareVersion;
        UplinkIdentity identity = new UplinkIdentity(configuration.DeviceId, configuration.Boot, version, RestartCause)
        {
            Model = _profile.Model,
            Capabilities = _profile.Capabilities,
        };
        return new DeviceRunBuilder(_edges, _store, _time, configuration, Light).Build(buffer, sequence, identity, deadlines);
    }

    // A flash that is full of readings must not keep the device from taking new ones.
    private bool BeginBoot(DeviceConfiguration configuration, ReadingBuffer buffer)
    {
        bool begun = _store.BeginBoot(configuration);
        while (!begun && buffer.MakeRoom())
        {
            begun = _store.BeginBoot(configuration);
        }

        return begun;
    }

    /// <summary>
    /// Gives the radio the network that is stored, before anything uses it. The configuration is what counts: power
    /// that went between storing one and the other leaves nothing half.
    /// </summary>
    public void KeepWifi(IStation station)
    {
        DeviceConfiguration? stored = _store.Load();
        if (stored != null && stored.WifiSsid.Length > 0)
        {
            station.Keep(stored.WifiSsid, stored.WifiPassword);
        }
    }

    private Enroller NewEnroller() => new Enroller(_edges.Network.Http, _time, _edges.Clock, _store, _profile);
}
