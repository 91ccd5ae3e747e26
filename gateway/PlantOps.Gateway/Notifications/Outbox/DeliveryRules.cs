namespace PlantOps.Gateway.Notifications.Outbox;

/// <summary>What becomes of a delivery.</summary>
internal sealed class DeliveryRules(TimeSpan giveUpAfter, Random random)
{
    public const string Interrupted =
        "The gateway ended while this was being sent. Whether it arrived is not known, so it was not sent again.";

    /// <summary>Longer than any attempt takes: whoever has not come back by then has ended.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(90);

    /// <summary>After so many attempts that failed by the gateway's own fault, those behind it get their turn.</summary>
    private const int MaxFaults = 5;

    /// <summary>Whether it is time for an attempt. A wait that is longer than any was set by a clock that was wrong.</summary>
    public bool IsDue(Delivery delivery, long now) =>
        delivery.NextAttempt <= now || delivery.NextAttempt - now > giveUpAfter.TotalMilliseconds;

    /// <summary>Whether whoever was sending it cannot be at it any more.</summary>
    public static bool IsInterrupted(Delivery delivery, long now) =>
        Math.Abs(now - (delivery.SendingSince ?? 0)) >= Lease.TotalMilliseconds;

    public static Delivery Claim(Delivery delivery, string claimant, long now) => delivery with
    {
        State = DeliveryState.Sending, Claimant = claimant, SendingSince = now, Attempts = delivery.Attempts + 1,
    };

    /// <summary>After an attempt whose end is known.</summary>
    public Delivery After(Delivery delivery, SendOutcome outcome, long now) => outcome.Status switch
    {
        SendStatus.Sent => End(delivery, DeliveryState.Sent, null, now),
        SendStatus.Refused => End(delivery, DeliveryState.Failed, outcome.Reason, now),
        _ when outcome.IsBrokenOff => Waiting(delivery, now) with { Attempts = delivery.Attempts - 1, Reason = outcome.Reason },
        _ when outcome.IsFault && delivery.Attempts >= MaxFaults => End(delivery, DeliveryState.Failed, outcome.Reason, now),
        _ => TryLater(delivery, outcome, now),
    };

    /// <summary>After a crash in the middle of an attempt.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="canRepeat">Whether the other side takes the same message twice for one.</param>
    /// <param name="now">Unix milliseconds UTC.</param>
    public Delivery AfterCrash(Delivery delivery, bool canRepeat, long now) =>
        !canRepeat ? End(delivery, DeliveryState.Uncertain, Interrupted, now)
        : IsTooOld(
            delivery, now) ? End(delivery, DeliveryState.Failed, $"{GivenUp(delivery)} The gateway ended during the last.", now)
        : Waiting(delivery, now);

    /// <summary>Whether it has been tried for as long as anything is.</summary>
    public bool IsTooOld(Delivery delivery, long now) => now - delivery.CreatedAt >= giveUpAfter.TotalMilliseconds;

    public static Delivery End(Delivery delivery, DeliveryState state, string? reason, long now) =>
        delivery with { State = state, Reason = reason, EndedAt = now, Claimant = null, SendingSince = null };

    private Delivery TryLater(Delivery delivery, SendOutcome outcome, long now)
    {
        var wait = outcome.Pause ?? Backoff.After(delivery.Attempts, random);
        var next = now + (long)Math.Ceiling(wait.TotalMilliseconds);
        return IsTooOld(delivery, next)
            ? End(delivery, DeliveryState.Failed, $"{GivenUp(delivery)} The last: {outcome.Reason}", now)
            : Waiting(delivery, next) with { Reason = outcome.Reason };
    }

    private static Delivery Waiting(Delivery delivery, long next) =>
        delivery with { State = DeliveryState.Waiting, NextAttempt = next, Claimant = null, SendingSince = null };

    private string GivenUp(Delivery delivery) =>
        $"Given up after {delivery.Attempts} attempts in {giveUpAfter.TotalHours:0} hours.";
}
