using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Sampling;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Sleeping;

/// <summary>Asks <see cref="SleepDecision"/> with what is the case, and remembers the answer.</summary>
internal sealed class Sleeper
{
    // No loop waits longer than this at once, so that the watchdog hears of it; on a battery each second counts.
    private const int SeldomMs = 30 * 1000;
    private const int OftenMs = 500;

    private readonly SleepState _state = new SleepState();
    private readonly DeviceConfiguration _configuration;
    private readonly IClock _clock;
    private readonly Sampler _sampler;
    private readonly StatusLight _light;
    private long _measured;
    private long _onlineSinceMs = -1;
    private long _wakeMs;

    public Sleeper(DeviceConfiguration configuration, IClock clock, Sampler sampler, StatusLight light, bool wokeBySleep)
    {
        _configuration = configuration;
        _clock = clock;
        _sampler = sampler;
        _light = light;
        _state.WokeBySleep = wokeBySleep;
        light.Saving = configuration.Sleep;
    }

    /// <summary>Whether the device is to sleep now.</summary>
    public bool IsDue { get; private set; }

    /// <summary>Whether to connect, or to stay connected.</summary>
    public bool WantsLink => SleepDecision.WantsLink(_state);

    /// <summary>How long until this should be asked again, milliseconds.</summary>
    public int LookAgainMs => _state.IsOn ? OftenMs : SeldomMs;

    /// <summary>How long to sleep from now on, milliseconds.</summary>
    public long RemainingMs
    {
        get
        {
            long remaining = _wakeMs - _clock.UptimeMs;
            return remaining > 1 ? remaining : 1;
        }
    }

    /// <summary>Seconds until the device connects again, at the latest; 0 where it does not sleep.</summary>
    public int BackInS => IsDue ? _configuration.PublishS + _configuration.IntervalS : 0;

    /// <summary>Looks at what is the case.</summary>
    /// <param name="isOnline">Whether the device is connected.</param>
    /// <param name="isBusy">Whether something goes on that must not be cut short.</param>
    public void Step(bool isOnline, bool isBusy)
    {
        bool turned = _state.IsOn != _configuration.Sleep;
        _state.IsOn = _configuration.Sleep;
        if (turned)
        {
            _light.Saving = _state.IsOn;
        }

        if (!_state.IsOn)
        {
            return;
        }

        Measured();
        long now = _clock.UptimeMs;
        _onlineSinceMs = !isOnline ? -1 : _onlineSinceMs < 0 ? now : _onlineSinceMs;
        _state.OnlineMs = isOnline ? now - _onlineSinceMs : -1;
        _state.IsBusy = isBusy;
        _state.AwakeMs = now;
        _state.Pending = _sampler.Buffer.Pending;
        _state.UntilReadingMs = _sampler.DueMs - _sampler.SettleMs - now;
        long sleep = SleepDecision.SleepMs(_state);
        IsDue = sleep > 0;
        _wakeMs = now + sleep;
    }

    // Asked once a reading: what goes out changes how many wait.
    private void Measured()
    {
        long taken = _sampler.Taken;
        if (taken != _measured)
        {
            _measured = taken;
            _state.HasMeasured = true;
            _state.IsPublishDue = SleepDecision.IsPublishDue(
                _sampler.Buffer.Pending, _configuration.IntervalS, _configuration.PublishS);
        }
    }
}
