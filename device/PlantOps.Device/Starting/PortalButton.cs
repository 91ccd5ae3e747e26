using PlantOps.Device.Board;
using PlantOps.Device.Core.Portal.Opening;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Starting;

/// <summary>How a running device is asked for its portal: by holding its button, or by switching it off and on.</summary>
internal sealed class PortalButton
{
    private readonly PushButton? _button;
    private readonly PowerCycles _cycles;
    private readonly IClock _clock;
    private readonly LongPress _press = new LongPress();

    /// <param name="button">The button; <see langword="null"/> where there is none.</param>
    /// <param name="cycles">Counts the starts, and keeps that the portal was asked for.</param>
    /// <param name="clock">The board's clock.</param>
    public PortalButton(PushButton? button, PowerCycles cycles, IClock clock)
    {
        _button = button;
        _cycles = cycles;
        _clock = clock;
    }

    /// <summary>Looks at both; <see langword="true"/> once the portal was asked for and a restart is to open it.</summary>
    public bool Step()
    {
        _cycles.Step();
        return _button != null && _press.Step(_button.IsDown, _clock.UptimeMs) && _cycles.Ask();
    }
}
