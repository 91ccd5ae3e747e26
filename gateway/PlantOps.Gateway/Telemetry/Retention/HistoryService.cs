using Microsoft.Extensions.Options;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Telemetry.Retention;

/// <summary>Rolls up days that are over and lets go of what is older than it is kept, now and then, in steps that give way.</summary>
internal sealed partial class HistoryService(
    IRollupStore rollups, IRetentionStore retention, IOptions<RetentionOptions> options, TimeProvider time, ILogger<HistoryService> logger)
    : BackgroundService
{
    /// <summary>A day's last readings are mostly there by then; later ones have it rolled up again.</summary>
    private static readonly TimeSpan AfterTheDay = TimeSpan.FromHours(1);

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    /// <summary>What has to be done now.</summary>
    /// <exception cref="StoreUnavailableException">It goes on from there next time.</exception>
    /// <exception cref="OperationCanceledException">It goes on from there next time.</exception>
    public void Run(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var rolled = rollups.RollUp((now - AfterTheDay).ToUnixTimeMilliseconds(), stopping);
        if (rolled > 0) Log.RolledUp(logger, rolled);
        foreach (var tier in Tiers.All)
        {
            var days = options.Value.DaysOf(tier);
            if (days == 0) continue;
            var expired = retention.Expire(tier, now.AddDays(-days).ToUnixTimeMilliseconds(), stopping);
            if (expired > 0) Log.Expired(logger, tier, days, expired);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) TryRun(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The gateway stops; what was not done is done after the next start.
        }
    }

    private void TryRun(CancellationToken stopping)
    {
        try
        {
            Run(stopping);
        }
        catch (StoreUnavailableException exception)
        {
            Log.NotDone(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2111, Level = LogLevel.Debug, Message = "Rolled up {Days} days of devices")]
        public static partial void RolledUp(ILogger logger, int days);

        [LoggerMessage(EventId = 2112, Level = LogLevel.Information, Message = "Let go of history ({Tier}) older than {Kept} days: {Days} days of devices")]
        public static partial void Expired(ILogger logger, Tier tier, int kept, int days);

        [LoggerMessage(EventId = 2113, Level = LogLevel.Warning, Message = "History is rolled up and let go of later: {Reason}")]
        public static partial void NotDone(ILogger logger, string reason);
    }
}
