using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Buffering;
using PlantOps.Device.Core.Commands;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Presence;
using PlantOps.Device.Core.Publishing;
using PlantOps.Device.Core.Sampling;
using PlantOps.Device.Core.Settings;
using PlantOps.Device.Core.Sleeping;
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
    private readonly StatusLight _light;

    public DeviceRunBuilder(
        DeviceEdges edges, ConfigurationStore store, TimeSource time, DeviceConfiguration configuration, StatusLight light)
    {
        _light = light;
        _edges = edges;
        _store = store;
        _time = time;
        _configuration = configuration;
    }

    /// <param name="buffer">The readings, opened.</param>
    /// <param name="sequence">Sequence of the last reading of this boot; 0 where it is a new one.</param>
    /// <param name="identity">Who speaks.</param>
    /// <param name="deadlines">How long to wait for others.</param>
    public DeviceRun Build(ReadingBuffer buffer, long sequence, UplinkIdentity identity, RunDeadlines deadlines)
    {
        StatusLight light = _light;
        bool wokeBySleep = identity.RestartCause == RestartCauses.Sleep;
        Sampler sampler = SamplerInto(buffer, light, wokeBySleep);
        sampler.ContinueAfter(sequence);
        Outbox outbox = new Outbox(_edges.Network.Mqtt, _configuration.DeviceId, Publisher.MaxBytes);
        Inbox inbox = new Inbox(_edges.Clock.NewSignal());
        Publisher publisher = new Publisher(
            buffer, outbox, _edges.Clock, deadlines.AcknowledgementMs, _configuration.WaitsForStored);
        UplinkParts parts = new UplinkParts(
            inbox,
            NewConnector(light),
            publisher,
            new PresenceReporter(outbox, _edges.Clock, _edges.Network.Wifi, _edges.Board.Health, buffer),
            InstructionsFrom(inbox, sampler, outbox, light, identity));
        Uplink uplink = new Uplink(parts, _edges.Network.Mqtt, _edges.Clock, buffer, identity);
        DeviceRunSafety safety = new DeviceRunSafety(
            new Watchdog(_edges.Clock, 2, deadlines.HangMs),
            _edges.Files,
            new WifiForgetting(_edges.Files, _edges.Network.Wifi, _edges.Clock),
            _edges.Board.Board,
            _edges.Board.Log);
        Sleeper sleeper = new Sleeper(_configuration, _edges.Clock, sampler, light, wokeBySleep);
        return new DeviceRun(sampler, uplink, parts, sleeper, safety);
    }

    private Sampler SamplerInto(ReadingBuffer buffer, StatusLight light, bool wokeBySleep)
    {
        SoilCalibration calibration = new SoilCalibration(_configuration.SoilDryRaw, _configuration.SoilWetRaw);
        Measurement measurement = new Measurement(
            _edges.Sensors, calibration, new ReadingLight(light, _configuration), _configuration, _edges.Board.Log);
        if (wokeBySleep)
        {
            Recall.Run(buffer, measurement, _edges.Clock);
        }

        return new Sampler(measurement, buffer, _edges.Clock, _configuration.Boot, _configuration.IntervalS);
    }

    private Connector NewConnector(StatusLight light)
    {
        NetworkEdges network = _edges.Network;
        BoardEdges board = _edges.Board;
        TimeKeeper time = new TimeKeeper(_time, network.TimeServer, _edges.Clock, board.Log, board.Random);
        TrustedCa ca = new TrustedCa(_configuration, _store, board.Log);
        return new Connector(network, board, time, _edges.Clock, _configuration, ca, light);
    }

    private Instructions InstructionsFrom(Inbox inbox, Sampler sampler, Outbox outbox, StatusLight light, UplinkIdentity identity)
    {
        IEventLog log = _edges.Board.Log;
        Departure departure = new Departure(_edges.Clock);
        SettingsKeeper settings = new SettingsKeeper(
            new SettingsCheck(_configuration, _edges.Board.Board),
            new SettingsApplier(_configuration, _store, sampler, departure, log),
            outbox,
            log)
        {
            Model = identity.Model,
            Capabilities = identity.Capabilities,
        };
        CommandActions actions = new CommandActions(sampler, new SoilCalibrator(sampler, _configuration, _store), light);
        CommandRunner commands = new CommandRunner(actions, new CommandMemory(_edges.Files), departure, outbox, log);
        return new Instructions(inbox, settings, commands, departure, identity.FirmwareVersion);
    }
}
