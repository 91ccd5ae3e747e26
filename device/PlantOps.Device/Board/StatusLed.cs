using System.Device.Gpio;
using System.Threading;
using PlantOps.Device.Core.Board;

namespace PlantOps.Device.Board;

/// <summary>An LED between its pin and ground. Steps are played by a timer; without steps it is dark.</summary>
internal sealed class StatusLed : IIndicator
{
    private readonly object _gate = new object();
    private readonly GpioPin _pin;
    private readonly Timer _timer;
    private int[] _steps = new int[0];
    private int _next;

    /// <param name="pin">An output.</param>
    public StatusLed(GpioPin pin)
    {
        _pin = pin;
        _pin.Write(PinValue.Low);
        _timer = new Timer(OnTimer, null, Timeout.Infinite, Timeout.Infinite);
    }

    public void Show(int[] stepsMs)
    {
        lock (_gate)
        {
            _steps = stepsMs;
            _next = 0;
            Play();
        }
    }

    // One that was under way while the steps were changed plays a step too early, which nobody sees.
    private void OnTimer(object? state)
    {
        lock (_gate)
        {
            Play();
        }
    }

    private void Play()
    {
        if (_steps.Length == 0)
        {
            _timer.Change(Timeout.Infinite, Timeout.Infinite);
            _pin.Write(PinValue.Low);
            return;
        }

        _pin.Write(_next % 2 == 0 ? PinValue.High : PinValue.Low);
        _timer.Change(_steps[_next], Timeout.Infinite);
        _next = (_next + 1) % _steps.Length;
    }
}
