using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Commands;
using PlantOps.Device.Core.Settings;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Connecting;

/// <summary>Carries out what the gateway wants: settings and commands.</summary>
internal sealed class Instructions
{
    private const int RestartPatienceMs = 5000;

    private readonly Inbox _inbox;
    private readonly SettingsKeeper _settings;
    private readonly CommandRunner _commands;
    private readonly IClock _clock;
    private readonly string _firmwareVersion;
    private long _restartDueMs;

    public Instructions(Inbox inbox, SettingsKeeper settings, CommandRunner commands, IClock clock, string firmwareVersion)
    {
        _inbox = inbox;
        _settings = settings;
        _commands = commands;
        _clock = clock;
        _firmwareVersion = firmwareVersion;
    }

    /// <summary>The gateway told the device to restart, and knows that it will.</summary>
    public bool RestartRequested { get; private set; }

    /// <summary>Why it restarts, once <see cref="RestartRequested"/>.</summary>
    public string RestartCause { get; private set; } = RestartCauses.Command;

    public void Report() => _settings.Report(_firmwareVersion);

    /// <summary>Carries out what has arrived; whether a restart waits for its acknowledgement to get through.</summary>
    public bool Step()
    {
        byte[]? desired = _inbox.TakeDesired();
        if (desired != null)
        {
            _settings.Apply(desired, _firmwareVersion);
        }

        for (byte[]? command = _inbox.TakeCommand(); command != null; command = _inbox.TakeCommand())
        {
            _commands.Run(command);
        }

        return RestartIsPending();
    }

    /// <summary>A message has got through.</summary>
    public void Delivered(int messageId) => RestartRequested |= messageId == _commands.RestartAfter;

    private bool RestartIsPending()
    {
        if (_commands.RestartAfter < 0)
        {
            return false;
        }

        if (_restartDueMs == 0)
        {
            _restartDueMs = _clock.UptimeMs + RestartPatienceMs;
        }

        RestartRequested |= _clock.UptimeMs >= _restartDueMs;
        return true;
    }
}
