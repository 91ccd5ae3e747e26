using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Telemetry.Retention;

/// <summary>Rolls up days that are over and lets go of what is older than it is kept, in steps that give way.</summary>
internal sealed partial class HistoryKeeping(
    IRollupStore rollups, IRetentionStore retention, IOptions<RetentionOptions> options, TimeProvider time,
    ILogger<HistoryKeeping> logger)
{
    /// <summary>A day's last readings are mostly there by then; later ones have it rolled up again.</summary>
    private static readonly TimeSpan AfterTheDay = TimeSpan.FromHours(1);

    /// <summary>Rolls up the days that are over.</summary>
    /// <exception cref="StoreUnavailableException">It goes on from there next time.</exception>
    /// <exception cref="OperationCanceledException">It goes on from there next time.</exception>
    public void RollUp(CancellationToken stopping)
    {
        var rolled = rollups.RollUp((time.GetUtcNow() - AfterTheDay).ToUnixTimeMilliseconds(), stopping);
        if (rolled > 0) Log.RolledUp(logger, rolled);
    }

    /// <summary>Lets go of what a tier has kept long enough.</summary>
    /// <exception cref="StoreUnavailableException">It goes on from there next time.</exception>
    /// <exception cref="OperationCanceledException">It goes on from there next time.</exception>
    public void Expire(Tier tier, CancellationToken stopping)
    {
        var days = options.Value.DaysOf(tier);
        if (days == 0) return;
        var expired = retention.Expire(tier, time.GetUtcNow().AddDays(-days).ToUnixTimeMilliseconds(), stopping);
        if (expired > 0) Log.Expired(logger, tier, days, expired);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2111, Level = LogLevel.Debug, Message = "Rolled up {Days} days of devices")]
        public static partial void RolledUp(ILogger logger, int days);

        [LoggerMessage(EventId = 2112, Level = LogLevel.Information,
            Message = "Let go of history ({Tier}) older than {Kept} days: {Days} days of devices")]
        public static partial void Expired(ILogger logger, Tier tier, int kept, int days);
    }
}
