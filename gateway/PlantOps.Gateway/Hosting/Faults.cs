namespace PlantOps.Gateway.Hosting;

/// <summary>
/// What does not work now, by part, until it works again. A failure is logged when it is new or has another reason, and at
/// most once a minute for each part. For several threads.
/// </summary>
internal sealed partial class Faults(TimeProvider time, ILogger logger)
{
    private const int MaxParts = 100;
    private const int MaxShown = 3;

    private static readonly TimeSpan LogInterval = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Fault> _parts = new(StringComparer.Ordinal);
    private volatile string? _problem;

    /// <summary>All of it in one text, for the owner; <see langword="null"/> while everything works.</summary>
    public string? Problem => _problem;

    /// <summary>Two such texts as one.</summary>
    public static string? Join(string? one, string? other) => one is null ? other : other is null ? one : $"{one} {other}";

    /// <summary>Does something to one of many: if it fails, it is left out and the others go on.</summary>
    /// <returns>Whether it was done.</returns>
    /// <exception cref="StoreUnavailableException">The store is away: no other item would fare better.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public bool TryItem(string item, Action work)
    {
        try
        {
            work();
            Clear(item);
            return true;
        }
        catch (Exception exception) when (exception is not (StoreUnavailableException or OperationCanceledException))
        {
            Note(item, exception);
            return false;
        }
    }

    public void Note(string part, Exception exception) => Note(part, FaultReason.Of(exception), exception);

    /// <param name="part">What does not work, as the beginning of a sentence.</param>
    /// <param name="reason">Why.</param>
    /// <param name="exception">For the log, where the reason alone does not say enough.</param>
    public void Note(string part, string reason, Exception? exception = null)
    {
        lock (_gate)
        {
            if (!_parts.TryGetValue(part, out var fault))
            {
                if (_parts.Count >= MaxParts) return;
                _parts[part] = fault = new Fault();
            }

            fault.Reason = reason;
            Summarize();
            var isSilenced = fault.LoggedAt is { } at && time.GetElapsedTime(at) < LogInterval;
            if (isSilenced || (fault.IsLogged && fault.LoggedReason == reason)) return;
            (fault.LoggedAt, fault.LoggedReason, fault.IsLogged) = (time.GetTimestamp(), reason, true);
        }

        if (exception is null or IOException) Log.Postponed(logger, part, reason);
        else Log.Failed(logger, part, reason, exception);
    }

    /// <summary>A part works.</summary>
    public void Clear(string part)
    {
        // Nearly always.
        if (_problem is null) return;
        lock (_gate)
        {
            if (!_parts.TryGetValue(part, out var fault) || fault.Reason is null) return;
            fault.Reason = null;
            Summarize();
            if (!fault.IsLogged) return;
            fault.IsLogged = false;
        }

        Log.WorksAgain(logger, part);
    }

    /// <summary>Forgets items that are not there any more.</summary>
    /// <param name="prefix">What the names of these items begin with.</param>
    /// <param name="there">The names of those that are.</param>
    public void KeepOnly(string prefix, IEnumerable<string> there)
    {
        lock (_gate)
        {
            if (_parts.Count == 0) return;
            var gone = _parts.Keys.Where(part => part.StartsWith(prefix, StringComparison.Ordinal)).Except(there).ToList();
            foreach (var part in gone) _parts.Remove(part);
            if (gone.Count > 0) Summarize();
        }
    }

    private void Summarize()
    {
        var failing = _parts.Where(part => part.Value.Reason is not null).ToList();
        var shown = failing.Take(MaxShown).Select(part => $"{part.Key} failed: {part.Value.Reason}");
        _problem = failing.Count switch
        {
            0 => null,
            <= MaxShown => string.Join(' ', shown),
            _ => $"{string.Join(' ', shown)} And {failing.Count - MaxShown} more.",
        };
    }

    private sealed class Fault
    {
        /// <summary><see langword="null"/> once it works.</summary>
        public string? Reason { get; set; }

        public bool IsLogged { get; set; }

        public string? LoggedReason { get; set; }

        public long? LoggedAt { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3004, Level = LogLevel.Error, Message = "{Part} failed and will be tried again: {Reason}")]
        public static partial void Failed(ILogger logger, string part, string reason, Exception exception);

        [LoggerMessage(EventId = 3005, Level = LogLevel.Warning, Message = "{Part} postponed: {Reason}")]
        public static partial void Postponed(ILogger logger, string part, string reason);

        [LoggerMessage(EventId = 3006, Level = LogLevel.Information, Message = "{Part} works again")]
        public static partial void WorksAgain(ILogger logger, string part);
    }
}
