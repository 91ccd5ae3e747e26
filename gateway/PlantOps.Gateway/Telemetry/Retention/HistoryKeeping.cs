using Microsoft.Extensions.Options;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Telemetry.Retention;

/// <summary>Rolls up days that are over and lets go of what is older than it is kept, in steps that give way.</summary>
internal sealed partial class HistoryKeeping(
    IRollupStore rollups, IRetentionStore retention, IOptions<RetentionOptions> options, TimeProvider time, ILogger<HistoryKeeping> logger)
{
    /// <summary>A day's last readings are mostly there by then; later ones have it rolled up again.</summary>
    private static readonly TimeSpan AfterTheDay = TimeSpan.FromHours(1);

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

    private static partial class Log
    {
        [LoggerMessage(EventId = 2111, Level = LogLevel.Debug, Message = "Rolled up {Days} days of devices")]
        public static partial void RolledUp(ILogger logger, int days);

        [LoggerMessage(EventId = 2112, Level = LogLevel.Information, Message = "Let go of history ({Tier}) older than {Kept} days: {Days} days of devices")]
        public static partial void Expired(ILogger logger, Tier tier, int kept, int days);
    }
}
