using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Hosting.Health;

namespace PlantOps.Gateway.Records;

/// <summary>
/// What is in the store and cannot be read: damaged, or written by a newer version. It is left as it is and out of every list,
/// shown in health, and logged once. It goes from here when it is written over, deleted, or can be read again.
/// </summary>
internal sealed partial class UnreadableRecords(ILogger<UnreadableRecords> logger) : IHealthSource
{
    /// <summary>More are counted by nobody: who has so many restores a backup.</summary>
    private const int MaxRemembered = 10_000;

    /// <summary>Of each set, in what health says.</summary>
    private const int MaxNamed = 3;

    /// <summary>For stores that nobody asks.</summary>
    public static readonly UnreadableRecords Unnoticed = new(NullLogger<UnreadableRecords>.Instance);

    private readonly Lock _lock = new();
    private readonly SortedDictionary<(string Set, string Id), string> _reasons = [];
    private volatile int _count;

    public string Component => "records";

    public bool NeededForReady => false;

    public bool Any => _count > 0;

    /// <summary>Notes one, and logs it where it is new.</summary>
    public void Report(string set, string id, string reason)
    {
        lock (_lock)
        {
            if (_reasons.Count >= MaxRemembered || !_reasons.TryAdd((set, id), reason)) return;
            _count = _reasons.Count;
        }

        Log.Unreadable(logger, id, set, reason);
    }

    /// <summary>It can be read, or is there no more.</summary>
    public void Readable(string set, string id)
    {
        if (_count == 0) return;
        lock (_lock)
        {
            if (!_reasons.Remove((set, id))) return;
            _count = _reasons.Count;
        }

        Log.ReadableAgain(logger, id, set);
    }

    public bool Contains(string set, string id)
    {
        lock (_lock) return _reasons.ContainsKey((set, id));
    }

    public IReadOnlyList<(string Set, string Id, string Reason)> All()
    {
        lock (_lock) return [.. _reasons.Select(entry => (entry.Key.Set, entry.Key.Id, entry.Value))];
    }

    public string? Problem()
    {
        if (_count == 0) return null;
        return string.Join(' ', All().GroupBy(entry => entry.Set).Select(set => Say(set.Key, [.. set])));
    }

    private static string Say(string set, (string Set, string Id, string Reason)[] entries)
    {
        var named = entries.Take(MaxNamed).Select(entry => $"{entry.Id}: {entry.Reason}");
        var more = entries.Length > MaxNamed
            ? string.Create(CultureInfo.InvariantCulture, $"; and {entries.Length - MaxNamed} more")
            : string.Empty;
        var count = entries.Length == 1 ? "1 record" : string.Create(CultureInfo.InvariantCulture, $"{entries.Length} records");
        return $"{count} of '{set}' cannot be read ({string.Join("; ", named)}{more}).";
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2043, Level = LogLevel.Error,
            Message = "Record '{Id}' of '{Set}' cannot be read and is left as it is: {Reason}")]
        public static partial void Unreadable(ILogger logger, string id, string set, string reason);

        [LoggerMessage(
            EventId = 2044, Level = LogLevel.Information, Message = "Record '{Id}' of '{Set}' is not in the way any more")]
        public static partial void ReadableAgain(ILogger logger, string id, string set);
    }
}

/// <summary>A record that was asked for is there and cannot be read; the message says which and why.</summary>
internal sealed class UnreadableRecordException(string set, string id, string reason) : IOException(
    $"Record '{id}' of '{set}' cannot be read: {reason}. It was left as it is. Restore a backup, or write over it or delete it.");
