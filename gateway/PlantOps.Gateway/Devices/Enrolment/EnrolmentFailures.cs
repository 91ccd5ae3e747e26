using PlantOps.Gateway.Access;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>
/// How often wrong codes came from an address, counted in the store: for all gateways on it together, and also after a restart.
/// The newest <see cref="MaxKept"/> addresses are remembered, and about <see cref="LooksEvery"/> more for each gateway; what is
/// over goes when another one is added.
/// </summary>
internal sealed class EnrolmentFailures(IRecords records, TimeProvider time)
{
    public const int MaxKept = 10_000;
    public const int LooksEvery = 1_000;

    private static readonly ThrottleLimits Limits = ThrottleLimits.Default;

    private readonly RecordStore<EnrolmentFailure> _store =
        new(records, RecordSet.EnrolmentFailures, DeviceRecordsJson.Default.EnrolmentFailure);

    private int _added = LooksEvery;
    private long _lookedAt;

    /// <summary>Counts a wrong code, unless its address has to wait before one of its codes is looked at again.</summary>
    /// <param name="caller">Whose: printable ASCII.</param>
    /// <exception cref="Hosting.StoreUnavailableException">It could not be counted.</exception>
    public CountedFailure Count(string caller)
    {
        while (true)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var before = _store.FindOr(caller, EnrolmentFailure.None);
            var failures = before?.Value.CountAt(now) ?? 0;
            if (failures > 0)
            {
                // Clocks of gateways differ: none has to wait longer for that.
                var wait = Limits.BlockAfter(failures) - TimeSpan.FromMilliseconds(Math.Max(0, now - before!.Value.LastAt));
                if (wait > TimeSpan.Zero) return new CountedFailure(wait, TimeSpan.Zero);
            }

            var next = new EnrolmentFailure { Failures = failures + 1, LastAt = now };
            var over = before is null ? Over(now) : [];

            // Where somebody else has counted one at the same moment, this is one more.
            if (records.TryCommit([_store.Put(caller, next, before?.Version ?? 0), .. over.Select(id => _store.Delete(id))]))
                return new CountedFailure(TimeSpan.Zero, Limits.DelayAfter(failures + 1));
        }
    }

    private IReadOnlyList<string> Over(long now)
    {
        var isDue = Interlocked.Increment(ref _added) > LooksEvery
            || time.GetElapsedTime(Volatile.Read(ref _lookedAt)) > Limits.MaxBlock;
        if (!isDue) return [];
        Interlocked.Exchange(ref _added, 0);
        Volatile.Write(ref _lookedAt, time.GetTimestamp());
        var all = _store.Read(RecordRange.All).ToLookup(one => one.Value.CountAt(now) > 0);
        return [.. all[false].Concat(all[true].OrderByDescending(one => one.Value.LastAt).Skip(MaxKept)).Select(one => one.Id)];
    }
}

/// <summary>What became of a wrong code.</summary>
/// <param name="Wait">How long its address must wait before another one is looked at; zero where it was counted.</param>
/// <param name="Delay">How long to hold the answer back.</param>
internal readonly record struct CountedFailure(TimeSpan Wait, TimeSpan Delay);

/// <summary>The wrong codes of an address, as they are kept.</summary>
internal sealed record EnrolmentFailure
{
    public static readonly EnrolmentFailure None = new();

    /// <summary>How many in a row.</summary>
    public int Failures { get; init; }

    /// <summary>When the last one came, Unix milliseconds UTC.</summary>
    public long LastAt { get; init; }

    /// <summary>
    /// How many of them still count: none once the last is long ago, or in a future that a clock has come back from.
    /// </summary>
    public int CountAt(long now) => Math.Abs(now - LastAt) < ThrottleLimits.Default.MaxBlock.TotalMilliseconds ? Failures : 0;
}
