namespace PlantOps.Gateway.Notifications.Outbox;

/// <summary>How long to wait after an attempt: twice as long each time, and never all at the same moment.</summary>
internal static class Backoff
{
    public static readonly TimeSpan Min = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan Max = TimeSpan.FromMinutes(15);

    private const int MaxDoublings = 10;

    /// <param name="attempts">How many there were.</param>
    /// <param name="random">Spreads the wait from itself to half as much again.</param>
    public static TimeSpan After(int attempts, Random random)
    {
        var wait = Min * Math.Pow(2, Math.Clamp(attempts - 1, 0, MaxDoublings)) * (1 + (random.NextDouble() / 2));
        return wait < Max ? wait : Max;
    }
}
