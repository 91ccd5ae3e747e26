using PlantOps.Device.Core.Time;

namespace PlantOps.VirtualDevice.Time;

internal sealed class VirtualSignal(SimulatedTime time) : ISignal
{
    private readonly object _gate = new();
    private bool _isSet;

    public void Set()
    {
        lock (_gate)
        {
            _isSet = true;
            Monitor.Pulse(_gate);
        }
    }

    // At least a millisecond: a fast clock must not turn a wait into a busy loop.
    public void Wait(int milliseconds)
    {
        var real = time.Real(TimeSpan.FromMilliseconds(milliseconds));
        lock (_gate)
        {
            if (!_isSet) Monitor.Wait(_gate, Math.Max(1, (int)real.TotalMilliseconds));
            _isSet = false;
        }
    }
}
