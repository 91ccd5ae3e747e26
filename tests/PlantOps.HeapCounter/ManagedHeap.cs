using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PlantOps.HeapCounter;

/// <summary>
/// A device's managed heap, counted. Where an allocation does not fit a collection finds out what is dead, as on the
/// device, and where it still does not fit the device's code gets an <see cref="OutOfMemoryException"/>. What has a
/// finalizer that was not suppressed keeps its place after its death until the device waits for something: the
/// finalizers' thread has a lower priority than every other (nf-interpreter, Execution.cpp). Fragmentation is not counted.
/// </summary>
public sealed class ManagedHeap
{
    // A thread counts where the thread that started it did: one that an earlier device left behind counts nowhere.
    private static readonly AsyncLocal<ManagedHeap?> s_current = new();
    private static ManagedHeap? s_newest;

    private readonly object _gate = new();
    private readonly List<Entry> _entries = [];
    private readonly int _budget;
    private readonly ConditionalWeakTable<string, object> _texts = [];
    private int _used;
    private int _dying;
    private volatile bool _hasEnded;

    /// <param name="budget">Bytes in all.</param>
    /// <param name="taken">Bytes that are gone before anything is counted.</param>
    public ManagedHeap(int budget, int taken)
    {
        _budget = budget;
        _used = taken;
    }

    /// <summary>The heap that counts on this thread.</summary>
    public static ManagedHeap? Current => s_current.Value is { _hasEnded: false } heap ? heap : null;

    /// <summary>
    /// Counts from now on, on this thread and those that it starts, and the last one no more; <see langword="null"/> to end.
    /// </summary>
    public static void Use(ManagedHeap? heap)
    {
        if (Interlocked.Exchange(ref s_newest, heap) is { } last) last._hasEnded = true;
        s_current.Value = heap;
    }

    /// <summary>Called by what was instrumented.</summary>
    public static void Allocated(object? value)
    {
        var heap = Current;
        if (heap != null && value != null) heap.Count(value, BlockSizes.Of(value));
    }

    /// <summary>
    /// Something that lives in the heap of the device but not in ours, as long as the returned object is reachable.
    /// </summary>
    public static object Charge(int bytes)
    {
        var charge = new object();
        Current?.Count(charge, BlockSizes.Rounded(bytes));
        return charge;
    }

    /// <summary>Called by what was instrumented.</summary>
    public static void SuppressFinalize(object value) => Current?.Suppress(value);

    /// <summary>A thread of the device has waited: the finalizers had their turn.</summary>
    public static void Waited() => Current?.FinalizersRan();

    /// <summary>Bytes in use once everything dead is gone, what had to be finalized among it.</summary>
    public int Live()
    {
        lock (_gate)
        {
            Collect();
            FinalizersRan();
            return _used;
        }
    }

    private void Count(object value, int bytes)
    {
        lock (_gate)
        {
            if (value is string text && (BlockSizes.IsLiteral(text) || !_texts.TryAdd(text, this))) return;

            _entries.Add(new Entry(GCHandle.Alloc(value, GCHandleType.Weak), bytes, BlockSizes.HasFinalizer(value)));
            _used += bytes;
            if (_used <= _budget) return;

            Collect();
            if (_used <= _budget) return;

            throw new OutOfMemoryException(
                $"{_used - _budget} bytes are lacking for {bytes} of {value.GetType().Name}; there are {Largest()}");
        }
    }

    private void Suppress(object value)
    {
        lock (_gate)
        {
            var at = _entries.FindLastIndex(entry => ReferenceEquals(entry.Handle.Target, value));
            if (at >= 0) _entries[at] = _entries[at] with { Finalizes = false };
        }
    }

    private void FinalizersRan()
    {
        lock (_gate)
        {
            _used -= _dying;
            _dying = 0;
        }
    }

    private void Collect()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        var kept = 0;
        for (var i = 0; i < _entries.Count; i++)
        {
            var entry = _entries[i];
            if (entry.Handle.Target != null)
            {
                _entries[kept++] = entry;
                continue;
            }

            entry.Handle.Free();
            _dying += entry.Finalizes ? entry.Bytes : 0;
            _used -= entry.Finalizes ? 0 : entry.Bytes;
        }

        _entries.RemoveRange(kept, _entries.Count - kept);
    }

    private string Largest() => string.Join(", ", _entries
        .GroupBy(entry => entry.Handle.Target?.GetType().Name)
        .Select(type => (Count: type.Count(), Name: type.Key, Bytes: type.Sum(entry => entry.Bytes)))
        .OrderByDescending(type => type.Bytes).Take(8).Select(type => $"{type.Count} {type.Name} {type.Bytes}"));

    private readonly record struct Entry(GCHandle Handle, int Bytes, bool Finalizes);
}
