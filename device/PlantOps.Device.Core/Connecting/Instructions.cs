using PlantOps.Device.Core.Commands;
using PlantOps.Device.Core.Settings;

namespace PlantOps.Device.Core.Connecting;

/// <summary>Carries out what the gateway wants: settings and commands.</summary>
internal sealed class Instructions
{
    private readonly Inbox _inbox;
    private readonly SettingsKeeper _settings;
    private readonly CommandRunner _commands;
    private readonly string _firmwareVersion;

    public Instructions(Inbox inbox, SettingsKeeper settings, CommandRunner commands, Departure departure, string firmwareVersion)
    {
        _inbox = inbox;
        _settings = settings;
        _commands = commands;
        Departure = departure;
        _firmwareVersion = firmwareVersion;
    }

    /// <summary>Whether and when the device leaves by its own will.</summary>
    public Departure Departure { get; }

    /// <summary>Whether something goes on that ends by the clock.</summary>
    public bool IsBusy => _commands.IsBusy;

    public void Report() => _settings.Report(_firmwareVersion);

    /// <summary>Carries out what has arrived.</summary>
    public void Step()
    {
        byte[]? desired = _inbox.TakeDesired();
        if (desired != null)
        {
            _settings.Apply(desired, _firmwareVersion);
        }

        for (byte[]? command = _inbox.TakeCommand(); command != null; command = _inbox.TakeCommand())
        {
            _commands.Run(command);
            if (_commands.ChangedSettings)
            {
                Report();
            }
        }
    }

    /// <summary>A message has got through.</summary>
    public void Delivered(int messageId) => Departure.Delivered(messageId);
}
