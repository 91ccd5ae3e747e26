using System.Globalization;
using Serilog.Core;
using Serilog.Events;

namespace PlantOps.Gateway.Hosting.Logging;

/// <summary>
/// The newest warnings and errors of the log, as it says them, without stacks; the oldest go first. In memory only: what was
/// before the start is in the log itself.
/// </summary>
internal sealed class RecentLog : ILogEventSink
{
    /// <summary>Entries that are kept, of at most <see cref="MaxText"/> characters each.</summary>
    public const int Kept = 100;

    public const int MaxText = 1024;

    private const string Own = "PlantOps.Gateway.";

    private readonly Lock _gate = new();
    private readonly Queue<RecentLogEntry> _entries = new(Kept);

    /// <summary>The newest first.</summary>
    public IReadOnlyList<RecentLogEntry> Newest
    {
        get
        {
            lock (_gate) return [.. _entries.Reverse()];
        }
    }

    public void Emit(LogEvent logEvent)
    {
        if (logEvent.Level < LogEventLevel.Warning) return;
        var source = (logEvent.Properties.GetValueOrDefault("SourceContext") as ScalarValue)?.Value as string;
        var entry = new RecentLogEntry(
            logEvent.Timestamp.ToUnixTimeMilliseconds(),
            logEvent.Level >= LogEventLevel.Error,
            PartOf(source ?? string.Empty),
            SafeText.Of(logEvent.RenderMessage(CultureInfo.InvariantCulture), MaxText))
        {
            Form = source?.StartsWith(Own, StringComparison.Ordinal) == true ? logEvent.MessageTemplate.Text : null,
            Exception = (logEvent.Exception?.InnerException ?? logEvent.Exception)?.GetType().Name,
        };
        lock (_gate)
        {
            if (_entries.Count == Kept) _entries.Dequeue();
            _entries.Enqueue(entry);
        }
    }

    // A folder of ours, or the beginning of a library's name.
    private static string PartOf(string source) => source.StartsWith(Own, StringComparison.Ordinal)
        ? source[Own.Length..].Split('.')[0]
        : string.Join('.', source.Split('.').Take(2));
}

/// <summary>A warning or an error.</summary>
/// <param name="At">Unix milliseconds UTC.</param>
/// <param name="IsError">Whether it is worse than a warning.</param>
/// <param name="Part">What said it.</param>
/// <param name="Text">What it said, in one line; in English.</param>
internal sealed record RecentLogEntry(long At, bool IsError, string Part, string Text)
{
    /// <summary>
    /// The same before anything was filled in, so that it names nobody; only of our own, whose forms are known.
    /// </summary>
    public string? Form { get; init; }

    /// <summary>What kind of exception came with it.</summary>
    public string? Exception { get; init; }
}
