namespace PlantOps.Gateway.Hosting.Logging;

/// <summary>
/// How many lines of the log requests of callers may have who have not signed in: so many a minute and address, and so
/// many altogether. What is left out is counted, and said at the end of the minute.
/// </summary>
internal sealed partial class StrangerLogLimit(TimeProvider time, ILogger<StrangerLogLimit> logger) : IDisposable
{
    public const int MaxPerAddress = 60;
    public const int MaxAltogether = 600;

    /// <summary>Addresses that are counted one by one; of more only the sum is known.</summary>
    public const int MaxAddresses = 256;

    /// <summary>Addresses that a summary names.</summary>
    private const int MaxNamed = 10;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Lines> _byAddress = [];
    private ITimer? _timer;
    private int _logged;
    private int _omittedOfOthers;

    /// <summary>Whether a request of that address may have its line.</summary>
    public bool Allows(string address)
    {
        lock (_gate)
        {
            _timer ??= time.CreateTimer(_ => EndPeriod(), null, Period, Period);
            if (!_byAddress.TryGetValue(address, out var lines))
            {
                if (_byAddress.Count == MaxAddresses)
                {
                    _omittedOfOthers++;
                    return false;
                }

                _byAddress.Add(address, lines = new Lines());
            }

            if (lines.Logged == MaxPerAddress || _logged == MaxAltogether)
            {
                lines.Omitted++;
                return false;
            }

            lines.Logged++;
            _logged++;
            return true;
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void EndPeriod()
    {
        KeyValuePair<string, Lines>[] omitted;
        int others;
        lock (_gate)
        {
            // Without anybody to count there is nothing to wait for.
            if (_byAddress.Count == 0)
            {
                _timer?.Dispose();
                _timer = null;
            }

            omitted = [.. _byAddress.Where(entry => entry.Value.Omitted > 0).OrderByDescending(entry => entry.Value.Omitted)];
            others = _omittedOfOthers + omitted.Skip(MaxNamed).Sum(entry => entry.Value.Omitted);
            _byAddress.Clear();
            (_logged, _omittedOfOthers) = (0, 0);
        }

        foreach (var (address, lines) in omitted.Take(MaxNamed)) Log.NotLogged(logger, lines.Omitted, address);
        if (others > 0) Log.NotLogged(logger, others, "other addresses");
    }

    private sealed class Lines
    {
        public int Logged { get; set; }

        public int Omitted { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3021, Level = LogLevel.Information, Message = "{Count} more requests of {Address} not logged")]
        public static partial void NotLogged(ILogger logger, int count, string address);
    }
}
