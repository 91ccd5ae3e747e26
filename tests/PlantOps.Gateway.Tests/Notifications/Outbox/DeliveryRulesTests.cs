using CsCheck;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;

namespace PlantOps.Gateway.Tests.Notifications.Outbox;

public sealed class DeliveryRulesTests
{
    private const long Hour = 60 * TestAlerts.Minute;

    private readonly DeliveryRules _rules = new(TimeSpan.FromHours(24), new Random(1));
    private readonly Delivery _new = DeliveryStore.New(1, "c-1", "x", new Message(Tone.Good, "t", [], null), now: 0);

    [Fact]
    public void After_FailsForADay_WaitsLongerEachTimeAndGivesUpWithTheReason()
    {
        var (delivery, now) = (_new, 0L);
        var waits = new List<long>();
        while (!delivery.HasEnded)
        {
            delivery = _rules.After(DeliveryRules.Claim(delivery, "me", now), SendOutcome.Later("no route"), now);
            if (delivery.HasEnded) break;
            waits.Add(delivery.NextAttempt - now);
            now = delivery.NextAttempt;
        }

        Assert.InRange(waits[0], 5_000, 7_500);
        Assert.InRange(waits[3], 40_000, 60_000);
        Assert.All(waits.Skip(10), wait => Assert.Equal(15 * TestAlerts.Minute, wait));
        Assert.InRange(now, 23.5 * Hour, 24 * Hour);
        Assert.Equal((DeliveryState.Failed, now), (delivery.State, delivery.EndedAt));
        Assert.Equal($"Given up after {waits.Count + 1} attempts in 24 hours. The last: no route", delivery.Reason);
    }

    [Fact]
    public void After_OtherSideSaysHowLong_WaitsExactlyThat()
    {
        var delivery = _rules.After(_new, SendOutcome.Later("slow down") with { Pause = TimeSpan.FromSeconds(1.2) }, 1000);

        Assert.Equal((DeliveryState.Waiting, 2200, "slow down"), (delivery.State, delivery.NextAttempt, delivery.Reason));
    }

    [Fact]
    public void After_Refused_FailsAtOnce() =>
        Assert.Equal((DeliveryState.Failed, "gone"),
            (_rules.After(_new, SendOutcome.Refused("gone"), 5).State,
                _rules.After(_new, SendOutcome.Refused("gone"), 5).Reason));

    [Theory]
    [InlineData(true, DeliveryState.Waiting)]
    [InlineData(false, DeliveryState.Uncertain)]
    internal void AfterCrash_InTheMiddleOfSending_IsSentAgainOnlyWhereThatArrivesOnce(bool canRepeat, DeliveryState expected)
    {
        var delivery = _rules.AfterCrash(DeliveryRules.Claim(_new, "me", 1), canRepeat, 9);

        Assert.Equal((expected, canRepeat ? null : DeliveryRules.Interrupted), (delivery.State, delivery.Reason));
    }

    [Fact]
    public void AfterCrash_TriedForADay_IsGivenUpInsteadOfBlockingItsChannelForEver()
    {
        var delivery = _rules.AfterCrash(DeliveryRules.Claim(_new, "me", 24 * Hour), canRepeat: true, (24 * Hour) + 90_000);

        Assert.Equal(DeliveryState.Failed, delivery.State);
        Assert.StartsWith("Given up after 1 attempts in 24 hours.", delivery.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void After_BrokenOffByAStop_WaitsAsIfItHadNotBeenTried()
    {
        var delivery = _rules.After(DeliveryRules.Claim(_new, "me", 5), SendOutcome.BrokenOff, 9);

        Assert.Equal(
            (DeliveryState.Waiting, 9, 0, null), (delivery.State, delivery.NextAttempt, delivery.Attempts, delivery.Claimant));
    }

    [Fact]
    public void After_FaultsOfTheGatewaysOwn_FailsSoonSoThatThoseBehindItGetTheirTurn()
    {
        var (delivery, now) = (_new, 0L);
        while (!delivery.HasEnded)
        {
            delivery = _rules.After(
                DeliveryRules.Claim(delivery, "me", now), SendOutcome.Later("a bug") with { IsFault = true }, now);
            now = Math.Max(now, delivery.NextAttempt);
        }

        Assert.Equal((DeliveryState.Failed, 5, "a bug"), (delivery.State, delivery.Attempts, delivery.Reason));
        Assert.InRange(now, 0, 5 * TestAlerts.Minute);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(24 * Hour, false)]
    [InlineData((24 * Hour) + 1, true)]
    public void IsDue_AnyWait_IsOverWhenItEndsOrWhereAWrongClockSetIt(long wait, bool expected) =>
        Assert.Equal(expected, _rules.IsDue(_new with { NextAttempt = 5 + wait }, 5));

    [Theory]
    [InlineData(89_999, false)]
    [InlineData(90_000, true)]
    [InlineData(-89_999, false)]
    [InlineData(-90_000, true)]
    public void IsInterrupted_AfterTheLease_OrWhereTheClockWasSet(long later, bool expected) =>
        Assert.Equal(expected, DeliveryRules.IsInterrupted(DeliveryRules.Claim(_new, "me", 100_000), 100_000 + later));

    [Fact]
    public void Backoff_AnyAttempt_IsBetweenFiveSecondsAndAQuarterOfAnHour() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int).Sample((attempts, seed) =>
        Backoff.After(attempts, new Random(seed)) is var wait && wait >= Backoff.Min && wait <= Backoff.Max);
}
