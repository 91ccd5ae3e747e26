using PlantOps.Contracts.Json;
using PlantOps.Contracts.Telemetry;
using PlantOps.Contracts.Topics;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.External;

/// <summary>
/// Tells devices which of their readings are on disk: one notice a device, boot and commit, fewer where commits are faster than
/// the broker. A notice that is lost costs no more than that its device sends the same readings again.
/// </summary>
internal sealed class StoredNotices(IDeviceLink link, Supervisor supervisor, ILogger<StoredNotices> logger)
    : SignalledService(new WorkSignal(), Interval, supervisor, logger)
{
    /// <summary>Runs of readings that may wait while the broker is away; those beyond are left to their devices.</summary>
    public const int MaxWaiting = 200_000;

    /// <summary>Notices that are under way at a time.</summary>
    private const int AtATime = 64;

    // For what could not be sent.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Dictionary<(string Device, long Boot), List<SequenceRange>> _waiting = [];
    private int _count;

    public override string Component => "stored_notices";

    protected override string Title => "Telling devices what is stored";

    /// <summary>Notes readings that are on disk. On the writer's thread.</summary>
    public void Add(string device, ReadingNumbers numbers)
    {
        if (numbers.IsEmpty) return;
        lock (_gate) Add((device, numbers.Boot), numbers.Ranges!);
    }

    /// <summary>Tells devices of what was noted; does not wait for that.</summary>
    public void Send() => Signal.Wake();

    /// <summary>
    /// The same, and waits for it: what is committed while the gateway stops is told before it leaves the broker.
    /// </summary>
    public Task SendNowAsync(CancellationToken cancellationToken) => Run(cancellationToken);

    protected override async Task Run(CancellationToken stopping)
    {
        List<(string Device, StoredNotice Notice)> notices = [.. Take().SelectMany(entry => Notices(entry.Key, entry.Value))];
        for (var next = 0; next < notices.Count; next += AtATime)
        {
            try
            {
                await Task.WhenAll(notices.Skip(next).Take(AtATime).Select(SendAsync));
            }
            catch (BrokerAwayException)
            {
                // That the broker is away is said elsewhere.
                Return(notices.Skip(next));
                return;
            }
        }
    }

    /// <summary>Runs as few as they can be said in, in notices of so many as fit.</summary>
    public static IEnumerable<(string Device, StoredNotice Notice)> Notices(
        (string Device, long Boot) of, List<SequenceRange> ranges)
    {
        var notice = new StoredNotice { Boot = of.Boot };
        foreach (var (first, last) in Merged(ranges))
        {
            // A run from the first number there is leaves nothing out before it.
            if (first == 0) notice.UpTo = last;
            else if (!notice.Add(first, last))
            {
                yield return (of.Device, notice);
                notice = new StoredNotice { Boot = of.Boot };
                notice.Add(first, last);
            }
        }

        yield return (of.Device, notice);
    }

    private static List<SequenceRange> Merged(List<SequenceRange> ranges)
    {
        ranges.Sort((one, other) => one.First.CompareTo(other.First));
        var merged = new List<SequenceRange>();
        foreach (var range in ranges)
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
                merged[^1] = merged[^1] with { Last = Math.Max(merged[^1].Last, range.Last) };
            else
                merged.Add(range);
        }

        return merged;
    }

    private Task SendAsync((string Device, StoredNotice Notice) one)
    {
        var json = new JsonWriter(new byte[StoredNotice.MaxBytes]);
        one.Notice.Write(json);
        return link.SendAsync(DeviceTopic.Format(one.Device, TopicKind.Stored), json.ToArray(), isRetained: false);
    }

    private Dictionary<(string Device, long Boot), List<SequenceRange>> Take()
    {
        lock (_gate)
        {
            var taken = _waiting;
            (_waiting, _count) = ([], 0);
            return taken;
        }
    }

    // Those of them that have been sent are sent once more.
    private void Return(IEnumerable<(string Device, StoredNotice Notice)> notices)
    {
        lock (_gate)
        {
            foreach (var (device, notice) in notices) Add((device, notice.Boot), [.. Of(notice)]);
        }
    }

    private static IEnumerable<SequenceRange> Of(StoredNotice notice)
    {
        if (notice.UpTo >= 0) yield return new SequenceRange(0, notice.UpTo);
        for (var i = 0; i < notice.Ranges; i++) yield return new SequenceRange(notice.First(i), notice.Last(i));
    }

    private void Add((string Device, long Boot) of, List<SequenceRange> ranges)
    {
        if (_count + ranges.Count > MaxWaiting) return;
        _count += ranges.Count;
        if (_waiting.TryGetValue(of, out var waiting)) waiting.AddRange(ranges);
        else _waiting[of] = [.. ranges];
    }
}
