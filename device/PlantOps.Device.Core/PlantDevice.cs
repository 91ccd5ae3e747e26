using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Commands;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Enrolment;
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

    /// <summary>Whether it has an identity at a gateway.</summary>
    public bool IsEnrolled => _store.Load() != null;

    /// <inheritdoc cref="Enroller.Enrol"/>
    public EnrolmentResult Enrol(string address, string typedCode, string? name) =>
        new Enroller(_edges.Network.Http, _time, _edges.Clock, _store, _profile).Enrol(address, typedCode, name);

    /// <summary>
    /// Begins a new start. <see langword="null"/> where the device is not enrolled or its flash does not take the
    /// start's number, without which no reading has an identity.
    /// </summary>
    public DeviceRun? Start(RunDeadlines deadlines)
    {
        DeviceConfiguration? configuration = _store.Load();
        if (configuration == null || !_store.BeginBoot(configuration))
        {
            return null;
        }

        UplinkIdentity identity = new UplinkIdentity(configuration.DeviceId, configuration.Boot, _profile.FirmwareVersion, RestartCause);
        return new DeviceRunBuilder(_edges, _store, _time, configuration).Build(identity, deadlines);
    }
}
