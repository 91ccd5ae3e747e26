using PlantOps.Contracts.Enrolment;
using PlantOps.Contracts.Settings;
using PlantOps.Contracts.Topics;
using PlantOps.Device.Core.Connecting;

namespace PlantOps.Device.Core.Settings;

/// <summary>Makes the device what the gateway wants it to be, where it can be that, and reports what it is.</summary>
internal sealed class SettingsKeeper
{
    private readonly SettingsCheck _check;
    private readonly SettingsApplier _applier;
    private readonly Outbox _outbox;
    private readonly IEventLog _log;
    private Refusals _refused = new Refusals();
    private long _refusedVersion;

    public SettingsKeeper(SettingsCheck check, SettingsApplier applier, Outbox outbox, IEventLog log)
    {
        _check = check;
        _applier = applier;
        _outbox = outbox;
        _log = log;
    }

    /// <summary>The board, as it is reported; <see langword="null"/> where nobody said.</summary>
    public string? Model { get; set; }

    /// <summary>What the device has, as it is reported; <see langword="null"/> where nobody said.</summary>
    public DeviceCapabilities? Capabilities { get; set; }

    /// <summary>
    /// Applies a desired state as a whole, or refuses it as a whole: a version is either in force or it is not. Then
    /// it reports.
    /// </summary>
    public void Apply(byte[] payload, string firmwareVersion)
    {
        DesiredState? desired = DesiredState.Parse(payload);
        if (desired == null)
        {
            _log.Write("a desired state that cannot be read was ignored");
            return;
        }

        bool restart = false;
        if (desired.Version != _applier.Configuration.DesiredVersion)
        {
            _refused = _check.Run(desired);
            _refusedVersion = _refused.Count > 0 ? desired.Version : 0;
            restart = _refused.Count == 0 && _applier.Apply(desired);
        }

        if (_refusedVersion > 0)
        {
            _log.Write(string.Concat("desired state refused: ", _refused.NameOf(0), ": ", _refused.ReasonOf(0)));
        }

        int messageId = Report(firmwareVersion);
        if (restart)
        {
            _applier.PlanRestart(messageId);
        }
    }

    /// <summary>Says what the device runs with; the message's id.</summary>
    public int Report(string firmwareVersion)
    {
        ReportedState reported = _applier.Present();
        reported.FirmwareVersion = firmwareVersion;
        reported.Model = Model;
        reported.Capabilities = Capabilities;
        reported.RefusedVersion = _refusedVersion;
        reported.Refused = _refused;
        reported.Write(_outbox.Begin(true));
        return _outbox.Send(TopicKind.Reported, false);
    }
}
