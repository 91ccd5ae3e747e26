using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Board;

/// <summary>
/// Decides what the light says: the most urgent of what is the case. It is told facts by both loops and shows a
/// change at once, except that looking for the device ends by itself; <see cref="Step"/> sees to that.
/// </summary>
internal sealed class StatusLight
{
    private const int IdentifyMs = 15000;
    private const int Nothing = -1;

    private readonly object _gate = new object();
    private readonly IIndicator _indicator;
    private readonly IClock _clock;
    private readonly bool[] _facts = new bool[(int)LightState.Identify + 1];
    private int _shown = Nothing;
    private long _identifyUntilMs;
    private bool _saving;

    public StatusLight(IIndicator indicator, IClock clock)
    {
        _indicator = indicator;
        _clock = clock;
        _facts[(int)LightState.Dark] = true;
    }

    /// <summary>Whether the light stays dark but for set-up and being looked for, to save a battery.</summary>
    public bool Saving
    {
        get => _saving;
        set
        {
            _saving = value;
            Step();
        }
    }

    /// <summary>What is shown.</summary>
    public LightState State
    {
        get
        {
            lock (_gate)
            {
                return MostUrgent();
            }
        }
    }

    /// <summary>Says whether something is the case.</summary>
    public void Tell(LightState fact, bool isSo)
    {
        lock (_gate)
        {
            _facts[(int)fact] = isSo;
        }

        Step();
    }

    /// <summary>Shows for a quarter of a minute where the device is.</summary>
    public void Identify()
    {
        lock (_gate)
        {
            _identifyUntilMs = _clock.UptimeMs + IdentifyMs;
            _facts[(int)LightState.Identify] = true;
        }

        Step();
    }

    /// <summary>Shows what is due, if that has changed.</summary>
    public void Step()
    {
        lock (_gate)
        {
            if (_clock.UptimeMs >= _identifyUntilMs)
            {
                _facts[(int)LightState.Identify] = false;
            }

            int state = (int)MostUrgent();
            if (state != _shown)
            {
                _shown = state;
                _indicator.Show(LightPatterns.Of((LightState)state));
            }
        }
    }

    private LightState MostUrgent()
    {
        for (int state = (int)LightState.Identify; state > 0; state--)
        {
            if (_facts[state] && (!_saving || state >= (int)LightState.SettingUp))
            {
                return (LightState)state;
            }
        }

        return LightState.Dark;
    }
}
