namespace PlantOps.Gateway.Notifications.Outbox;

/// <summary>How long to wait after an attempt: twice as long each time, and never all at the same moment.</summary>
internal static class Backoff
{
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private const int MostDoublings = 10;

    /// <param name="attempts">How many there were.</param>
    /// <param name="random">Spreads the wait from itself to half as much again.</param>
    public static TimeSpan After(int attempts, Random random)
    {
        var wait = Shortest * Math.Pow(2, Math.Clamp(attempts - 1, 0, MostDoublings)) * (1 + (random.NextDouble() / 2));
        return wait < Longest ? wait : Longest;
    }
}
