using System.Diagnostics;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// Stores the messages of a group and acknowledges them. While the store cannot take anything the group is offered again
/// and nothing is acknowledged. Where it refuses the group for good, the group is halved until the reading that it refuses
/// is found; that one is set aside with the reason, and all others are stored.
/// </summary>
internal sealed partial class GroupWriter(
    IngestQueue queue, IReadingStore store, IngestStatus state, TelemetryMetrics metrics, TimeProvider time,
    ILogger<GroupWriter> logger) : IDisposable
{
    /// <summary>
    /// Messages that may be refused in a row, without any other being stored. Beyond it the store seems to refuse everything:
    /// nothing more is set aside, or all that devices measure would end there, until it takes a reading again.
    /// </summary>
    public const int MaxRefusedInARow = 10;

    /// <summary>Messages of one device that are looked for in one group: the others' turn comes first.</summary>
    private const int MaxRefusedOfADevice = 10;

    /// <summary>Readings of one message that are looked for one by one; what is left then counts as refused.</summary>
    private const int MaxRefusedReadings = 100;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    private readonly ManualResetEventSlim _stopping = new();
    private TimeSpan _wait = FirstWait;
    private int _refusedInARow;
    private long? _refusalLogged;
    private volatile bool _abandoned;

    private enum Outcome
    {
        Stored,
        Refused,
        Stopped,
    }

    private bool RefusesEverything => _refusedInARow >= MaxRefusedInARow;

    /// <summary>Nothing is tried twice any more.</summary>
    public void StopRetrying() => _stopping.Set();

    /// <summary>Nothing more is begun.</summary>
    public void Abandon() => _abandoned = true;

    /// <summary><see langword="true"/> where the gateway stops, and it is not to be tried again.</summary>
    public bool WaitBeforeRetry()
    {
        var wait = _wait;
        _wait = wait * 2 < MaxWait ? wait * 2 : MaxWait;
        return _stopping.Wait(wait);
    }

    /// <summary>
    /// Returns once every message is stored, set aside, or back in the queue; <see langword="false"/> where the gateway stops
    /// before.
    /// </summary>
    public bool Write(List<InboundMessage> messages)
    {
        var parts = new Stack<List<InboundMessage>>([messages]);
        var later = new List<InboundMessage>();
        var refused = new Dictionary<string, int>();
        while (parts.TryPop(out var part))
        {
            if (IsEnoughOf(part, refused))
            {
                later.AddRange(part);
                continue;
            }

            var group = ReadingGroup.Of(part);
            var (outcome, refusal) = Store(group);
            if (refusal is not null && part.Count > 1)
            {
                Halve(part, parts);
                continue;
            }

            if (refusal is not null)
            {
                refused[Device(part[0])] = refused.GetValueOrDefault(Device(part[0])) + 1;
                if (RefusesEverything)
                {
                    NoteFailure(refusal.Message);
                    later.Add(part[0]);
                    continue;
                }

                (outcome, group) = SetAside(part[0], refusal);
            }

            if (outcome == Outcome.Stopped)
            {
                Log.StoppedUnstored(logger, part.Count + parts.Sum(waiting => waiting.Count) + later.Count);
                return false;
            }

            Acknowledge(part);
            state.Tell(group);
        }

        return later.Count == 0 || PutOff(later);
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>Offers a group until it is stored or refused for good.</summary>
    private (Outcome Outcome, Exception? Refusal) Store(ReadingGroup group)
    {
        while (!_abandoned)
        {
            try
            {
                Append(group);
                return (Outcome.Stored, null);
            }
            catch (Exception exception) when (IsRefusal(exception))
            {
                return (Outcome.Refused, exception);
            }
            catch (Exception exception)
            {
                NoteFailure(exception.Message);
            }

            if (WaitBeforeRetry()) break;
        }

        return (Outcome.Stopped, null);
    }

    private void Append(ReadingGroup group)
    {
        var start = Stopwatch.GetTimestamp();
        var result = store.Append(group);
        metrics.Committed(result, group.SetAside, Stopwatch.GetElapsedTime(start));
        _wait = FirstWait;
        if (result.Stored > 0) _refusedInARow = 0;
        if (!RefusesEverything && state.Recover()) Log.StoringAgain(logger);
    }

    /// <summary>Stores what the store takes of a message and sets the rest aside. Which of its readings are stored.</summary>
    private (Outcome Outcome, ReadingGroup Stored) SetAside(InboundMessage message, Exception refusal)
    {
        var stored = new List<DeviceReadings>();
        var refused = new List<DeviceReadings>();
        var parts = new Stack<DeviceReadings>(ReadingGroup.Of([message]).Readings);
        while (parts.TryPop(out var part))
        {
            var outcome = Outcome.Refused;
            if (refused.Count < MaxRefusedReadings)
            {
                (outcome, var again) = Store(new ReadingGroup([part], []));
                refusal = again ?? refusal;
            }

            if (outcome == Outcome.Stopped) return (outcome, new ReadingGroup(stored, []));
            if (outcome == Outcome.Stored) stored.Add(part);
            else if (part.Readings.Count > 1 && refused.Count < MaxRefusedReadings) Halve(part, parts);
            else refused.Add(part);
        }

        var setAside = RefusedReadings.SetAside(message, refused, refusal.Message, time.GetUtcNow().ToUnixTimeMilliseconds());
        if (setAside.Count == 0) return (Outcome.Stored, new ReadingGroup(stored, []));
        _refusedInARow++;
        LogRefusal(message, refusal);
        return (StoreSetAside(new ReadingGroup([], setAside)), new ReadingGroup(stored, []));
    }

    // A store that does not even take this takes nothing: it is like a full disk.
    private Outcome StoreSetAside(ReadingGroup setAside)
    {
        while (true)
        {
            var (outcome, refusal) = Store(setAside);
            if (refusal is null) return outcome;
            NoteFailure(refusal.Message);
            if (WaitBeforeRetry()) return Outcome.Stopped;
        }
    }

    // The others go on; those that are refused are tried again behind them.
    private bool PutOff(List<InboundMessage> messages)
    {
        queue.Return(messages);
        if (!RefusesEverything || !WaitBeforeRetry()) return true;
        Log.StoppedUnstored(logger, messages.Count);
        return false;
    }

    private bool IsEnoughOf(List<InboundMessage> part, Dictionary<string, int> refused) =>
        refused.GetValueOrDefault(Device(part[0])) >= (RefusesEverything ? 1 : MaxRefusedOfADevice)
        && part.TrueForAll(message => Device(message) == Device(part[0]));

    /// <summary>By devices where there are several, so that a device's refused readings cost the others little.</summary>
    private static void Halve(List<InboundMessage> part, Stack<List<InboundMessage>> parts)
    {
        var devices = part.Select(Device).Distinct().ToList();
        var half = devices.Take(devices.Count / 2).ToHashSet();
        var (first, second) = devices.Count > 1
            ? (part.FindAll(message => half.Contains(Device(message))), part.FindAll(message => !half.Contains(Device(message))))
            : (part[..(part.Count / 2)], part[(part.Count / 2)..]);
        parts.Push(second);
        parts.Push(first);
    }

    private static void Halve(DeviceReadings part, Stack<DeviceReadings> parts)
    {
        var half = part.Readings.Count / 2;
        parts.Push(part with { Readings = [.. part.Readings.Skip(half)] });
        parts.Push(part with { Readings = [.. part.Readings.Take(half)] });
    }

    private static void Acknowledge(List<InboundMessage> messages)
    {
        foreach (var message in messages) message.Receipt.Stored();
        foreach (var message in messages) message.Receipt.GroupStored();
    }

    // What is neither the store's state nor the machine's is the reading's, or a bug that this reading finds.
    private static bool IsRefusal(Exception exception) =>
        exception is StoreUnavailableException { IsRefusal: true }
            or not (IOException or OutOfMemoryException or ObjectDisposedException);

    private static string Device(InboundMessage message) => message.DeviceId ?? string.Empty;

    private void NoteFailure(string reason)
    {
        if (state.Fail(reason)) Log.StoringFails(logger, reason);
    }

    private void LogRefusal(InboundMessage message, Exception refusal)
    {
        if (_refusalLogged is { } last && time.GetElapsedTime(last) < TimeSpan.FromMinutes(1)) return;
        _refusalLogged = time.GetTimestamp();
        var bug = refusal is StoreUnavailableException ? null : refusal;
        Log.Refused(logger, message.DeviceId ?? "an import", refusal.Message, bug);
    }

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Error,
            "Readings cannot be stored and are not acknowledged: {Reason} Trying again until it works.")]
        public static partial void StoringFails(ILogger logger, string reason);

        [LoggerMessage(2102, LogLevel.Information, "Readings are stored again.")]
        public static partial void StoringAgain(ILogger logger);

        [LoggerMessage(2103, LogLevel.Warning,
            "Stopped with {Messages} messages not stored and not acknowledged; their devices still hold them.")]
        public static partial void StoppedUnstored(ILogger logger, int messages);

        [LoggerMessage(2106, LogLevel.Error,
            "Reading of {Device} refused by the store and set aside: {Reason} Further ones are logged once a minute.")]
        public static partial void Refused(ILogger logger, string device, string reason, Exception? exception);
    }
}
