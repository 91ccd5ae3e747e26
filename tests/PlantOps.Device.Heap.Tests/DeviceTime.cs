using PlantOps.Device.Core.Time;
using PlantOps.HeapCounter;

namespace PlantOps.Device.Heap.Tests;

/// <summary>
/// Time that goes on only when every thread of a device waits: then to the first thing that is due, be it the end of
/// a wait or something that the world does. While all wait the finalizers of the device have their turn.
/// </summary>
internal sealed class DeviceTime(int threads) : IClock
{
    private const long Start = 1767225600000;

    private readonly object _gate = new();
    private readonly List<Signal> _waiting = [];
    private readonly PriorityQueue<Action, long> _events = new();
    private int _running = threads;
    private bool _isOver;

    public long UptimeMs { get; private set; }

    public long UnixMs => Start + UptimeMs;

    public void SetUnixMs(long unixMs)
    {
    }

    public ISignal NewSignal() => new Signal(this);

    /// <summary>The world does something in so many milliseconds.</summary>
    public void After(int milliseconds, Action action)
    {
        lock (_gate) _events.Enqueue(action, UptimeMs + milliseconds);
    }

    /// <summary>A thread has ended.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _running--;
            Advance();
        }
    }

    /// <summary>Nobody waits any more.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isOver = true;
            _waiting.Clear();
            Monitor.PulseAll(_gate);
        }
    }

    private void Wait(Signal signal, int milliseconds)
    {
        lock (_gate)
        {
            ManagedHeap.Waited();
            if (_isOver || signal.TakeSet()) return;

            signal.DueMs = UptimeMs + Math.Max(1, milliseconds);
            _waiting.Add(signal);
            Advance();
            while (_waiting.Contains(signal)) Monitor.Wait(_gate);
        }
    }

    private void Advance()
    {
        while (_running > 0 && _waiting.Count >= _running)
        {
            var next = _waiting.MinBy(signal => signal.DueMs)!;
            if (_events.TryPeek(out _, out var at) && at <= next.DueMs)
            {
                UptimeMs = Math.Max(UptimeMs, at);
                _events.Dequeue()();
                continue;
            }

            UptimeMs = Math.Max(UptimeMs, next.DueMs);
            _waiting.Remove(next);
        }

        Monitor.PulseAll(_gate);
    }

    private void Set(Signal signal)
    {
        lock (_gate)
        {
            signal.IsSet = !_waiting.Remove(signal);
            Monitor.PulseAll(_gate);
        }
    }

    private sealed class Signal(DeviceTime time) : ISignal
    {
        public long DueMs { get; set; }

        public bool IsSet { get; set; }

        public void Set() => time.Set(this);

        public void Wait(int milliseconds) => time.Wait(this, milliseconds);

        public bool TakeSet()
        {
            var set = IsSet;
            IsSet = false;
            return set;
        }
    }
}
