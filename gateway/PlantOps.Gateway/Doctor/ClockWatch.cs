using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Doctor;

/// <summary>Compares the time of day with a clock that only goes on: where the two part, somebody set the time, or the
/// machine slept.</summary>
internal sealed partial class ClockWatch(Supervisor supervisor, ILogger<ClockWatch> logger)
    : PeriodicService(Interval, supervisor, logger)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>What time servers correct while a clock runs is far less.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(10);

    private (DateTimeOffset Day, long Steady)? _before;
    private volatile ClockJump? _last;

    public override string Component => "clock";

    /// <summary>The last jump since the start; <see langword="null"/> where there was none.</summary>
    public ClockJump? Last => _last;

    protected override string Title => "Watching the clock";

    protected override TimeSpan FirstAfter => TimeSpan.FromSeconds(2);

    protected override Task Run(CancellationToken stopping)
    {
        var now = (Day: Time.GetUtcNow(), Steady: Time.GetTimestamp());
        if (_before is { } before)
        {
            var by = now.Day - before.Day - Time.GetElapsedTime(before.Steady, now.Steady);
            if (by.Duration() >= Least)
            {
                _last = new ClockJump(now.Day, by);
                Log.Jumped(Logger, (long)by.TotalSeconds);
            }
        }

        _before = now;
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 4101, Level = LogLevel.Warning, Message = "The machine's clock jumped by {Seconds} s")]
        public static partial void Jumped(ILogger logger, long seconds);
    }
}

/// <summary>A jump of the machine's clock.</summary>
/// <param name="At">When it was seen, by the clock after it.</param>
/// <param name="By">Ahead, or back where it is negative.</param>
internal sealed record ClockJump(DateTimeOffset At, TimeSpan By);
