using PlantOps.Contracts;
using PlantOps.Contracts.Settings;
using PlantOps.Contracts.Topics;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Sampling;

namespace PlantOps.Device.Core.Settings;

/// <summary>Makes the device what the gateway wants it to be, within its ranges, and reports what it is.</summary>
internal sealed class SettingsKeeper
{
    private readonly DeviceConfiguration _configuration;
    private readonly ConfigurationStore _store;
    private readonly Sampler _sampler;
    private readonly Outbox _outbox;
    private readonly IEventLog _log;

    public SettingsKeeper(DeviceConfiguration configuration, ConfigurationStore store, Sampler sampler, Outbox outbox, IEventLog log)
    {
        _configuration = configuration;
        _store = store;
        _sampler = sampler;
        _outbox = outbox;
        _log = log;
    }

    /// <summary>Applies a desired state. A setting out of range is refused and the old one stays, version and all.</summary>
    public void Apply(byte[] payload, string firmwareVersion)
    {
        DesiredState? desired = DesiredState.Parse(payload);
        if (desired == null)
        {
            _log.Write("a desired state that cannot be read was ignored");
            return;
        }

        bool inRange = desired.IntervalS == 0 || (desired.IntervalS >= Limits.MinInterval && desired.IntervalS <= Limits.MaxInterval);
        if (!inRange)
        {
            _log.Write("a desired interval out of range was refused");
        }
        else if (desired.Version != _configuration.DesiredVersion)
        {
            Change(desired);
        }

        Report(firmwareVersion);
    }

    /// <summary>Says what the device runs with.</summary>
    public void Report(string firmwareVersion)
    {
        ReportedState reported = new ReportedState
        {
            Version = _configuration.DesiredVersion,
            IntervalS = _configuration.IntervalS,
            FirmwareVersion = firmwareVersion,
        };
        _outbox.Json.Reset();
        reported.Write(_outbox.Json);
        _outbox.Send(TopicKind.Reported, false);
    }

    private void Change(DesiredState desired)
    {
        _configuration.DesiredVersion = desired.Version;
        if (desired.IntervalS > 0)
        {
            _configuration.IntervalS = desired.IntervalS;
            _sampler.IntervalS = desired.IntervalS;
        }

        if (!_store.Save(_configuration))
        {
            _log.Write("the settings could not be stored; they hold until the next start");
        }

        _log.Write(string.Concat("interval is ", _configuration.IntervalS.ToString(), " s"));
    }
}
