using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Tests.Figures;

/// <summary>
/// Time that goes on only when every thread of a device waits: then to the first that is due. A day passes in a
/// second, in the same order each time, and at any instant it is known what each thread has allocated.
/// </summary>
internal sealed class SteppedTime(int threads, long endMs) : IClock
{
    private const long Start = 1767225600000;

    private readonly object _gate = new();
    private readonly Dictionary<int, long> _allocated = [];
    private readonly List<Signal> _waiting = [];
    private readonly Queue<(long AtMs, Action Do)> _marks = new();
    private int _running = threads;

    public long UptimeMs { get; private set; }

    public long UnixMs => Start + UptimeMs;

    public bool IsOver => UptimeMs >= endMs;

    /// <summary>Bytes that the device's threads have allocated so far.</summary>
    public long Allocated => _allocated.Values.Sum();

    public void SetUnixMs(long unixMs)
    {
    }

    public ISignal NewSignal() => new Signal(this);

    /// <summary>Does something once that much time has passed and every thread waits.</summary>
    public void At(long uptimeMs, Action action) => _marks.Enqueue((uptimeMs, action));

    /// <summary>A thread has ended.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _running--;
            Advance();
        }
    }

    private void Wait(Signal signal, int milliseconds)
    {
        lock (_gate)
        {
            _allocated[Environment.CurrentManagedThreadId] = GC.GetAllocatedBytesForCurrentThread();
            if (signal.TakeSet()) return;

            signal.DueMs = UptimeMs + Math.Max(1, milliseconds);
            _waiting.Add(signal);
            Advance();
            while (_waiting.Contains(signal)) Monitor.Wait(_gate);
        }
    }

    private void Advance()
    {
        if (_running == 0 || _waiting.Count < _running) return;

        var next = _waiting.MinBy(signal => signal.DueMs)!;
        while (_marks.TryPeek(out var mark) && mark.AtMs <= next.DueMs)
        {
            _marks.Dequeue().Do();
        }

        UptimeMs = Math.Max(UptimeMs, next.DueMs);
        _waiting.Remove(next);
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

    private sealed class Signal(SteppedTime time) : ISignal
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
