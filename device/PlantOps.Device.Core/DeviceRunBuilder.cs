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
using PlantOps.Device.Core.Watching;

namespace PlantOps.Device.Core;

/// <summary>Puts the parts of a running device together.</summary>
internal sealed class DeviceRunBuilder
{
    private readonly DeviceEdges _edges;
    private readonly ConfigurationStore _store;
    private readonly TimeSource _time;
    private readonly DeviceConfiguration _configuration;

    public DeviceRunBuilder(DeviceEdges edges, ConfigurationStore store, TimeSource time, DeviceConfiguration configuration)
    {
        _edges = edges;
        _store = store;
        _time = time;
        _configuration = configuration;
    }

    public DeviceRun Build(UplinkIdentity identity, RunDeadlines deadlines)
    {
        ReadingBuffer buffer = new ReadingBuffer(_edges.Files);
        buffer.Open();
        Sampler sampler = SamplerInto(buffer);
        Outbox outbox = new Outbox(_edges.Network.Mqtt, _configuration.DeviceId, Publisher.MaxBytes);
        Inbox inbox = new Inbox(_edges.Clock.NewSignal());
        Publisher publisher = new Publisher(buffer, outbox, _edges.Clock, deadlines.AcknowledgementMs);
        UplinkParts parts = new UplinkParts(
            inbox,
            NewConnector(),
            publisher,
            new PresenceReporter(outbox, _edges.Clock, _edges.Network.Wifi, _edges.Board.Health, buffer),
            InstructionsFrom(inbox, sampler, outbox, identity.FirmwareVersion));
        Uplink uplink = new Uplink(parts, _edges.Network.Mqtt, _edges.Clock, buffer, identity);
        DeviceRunSafety safety = new DeviceRunSafety(
            new Watchdog(_edges.Clock, 2, deadlines.HangMs), new RestartNote(_edges.Files), _edges.Board.Board, _edges.Board.Log);
        return new DeviceRun(sampler, uplink, parts, buffer, safety);
    }

    private Sampler SamplerInto(ReadingBuffer buffer)
    {
        SoilCalibration calibration = new SoilCalibration(SoilCalibration.UsualDryRaw, SoilCalibration.UsualWetRaw);
        Measurement measurement = new Measurement(_edges.Sensors, calibration);
        return new Sampler(measurement, buffer, _edges.Clock, _configuration.Boot, _configuration.IntervalS);
    }

    private Connector NewConnector()
    {
        NetworkEdges network = _edges.Network;
        ConnectorParts parts = new ConnectorParts(network.Wifi, network.Mqtt, _time, _edges.Clock, _edges.Board.Log);
        return new Connector(parts, _configuration, _edges.Board.Random);
    }

    private Instructions InstructionsFrom(Inbox inbox, Sampler sampler, Outbox outbox, string firmwareVersion)
    {
        IEventLog log = _edges.Board.Log;
        SettingsKeeper settings = new SettingsKeeper(_configuration, _store, sampler, outbox, log);
        CommandRunner commands = new CommandRunner(sampler, new StatusLight(_edges.Board.Indicator, _edges.Clock), outbox, log);
        return new Instructions(inbox, settings, commands, _edges.Clock, firmwareVersion);
    }
}
