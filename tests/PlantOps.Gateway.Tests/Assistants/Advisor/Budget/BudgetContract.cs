using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Budget;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.LiteDb;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Budget;

/// <summary>What the budget must hold on every store.</summary>
public abstract class BudgetContract(TestStore store) : IDisposable
{
    private static readonly AdvisorSettings Limits = new()
    {
        Provider = AdvisorProvider.Openai, Model = "m", DayTokens = 10_000, MonthTokens = 30_000,
    };

    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-05-30T23:59:00Z", null));

    private AdvisorBudget Budget => field ??= new AdvisorBudget(store.Records, _time, NullLogger<AdvisorBudget>.Instance);

    [Fact]
    public void Settle_WithWhatTheProviderSays_TakesThePlaceOfTheReservation()
    {
        using var held = Reserve(3_000, 1_000);
        Assert.Equal((4_000, 4_000), (Sum().Tokens, Day().Unsettled.Tokens));

        held.Settle(new TokenCount(700, 90));

        Assert.Equal((700, 90, 1, 0), (Day().InputTokens, Day().OutputTokens, Day().Requests, Day().Unsettled.Tokens));
    }

    [Fact]
    public void Settle_WithMoreThanWasReserved_CountsItAsItIs()
    {
        using (var held = Reserve(100, 100)) held.Settle(new TokenCount(9_000, 5_000));

        Assert.Equal(14_000, Sum().Tokens);
        Refused(() => Reserve(1, 1), "2026-05-31");
    }

    [Fact]
    public void Dispose_OfWhatWasNotSettled_CountsInFullForGood()
    {
        Reserve(3_000, 1_000).Dispose();
        store.Restart();

        Assert.Equal((4_000, 1, 0), (Day().LostTokens, Day().LostRequests, Day().Open.Count));
    }

    [Fact]
    public void Release_OfWhatWasRefused_CountsNothing()
    {
        using (var held = Reserve(3_000, 1_000)) held.Release();

        Assert.Equal((0, 0, 0), (Sum().Tokens, Day().LostRequests, Day().Requests));
    }

    [Fact]
    public void Reserve_ToTheLastToken_IsLetThroughAndNotOneMore()
    {
        using var most = Reserve(9_000, 1_000);

        var refusal = Refused(() => Reserve(0, 1), "2026-05-31");

        Assert.Contains("tokens of this day", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reserve_OfMoreThanADayAllows_SaysThatItNeverOpens()
    {
        var refusal = Assert.Throws<AdvisorException>(() => Reserve(9_000, 1_001));

        Assert.Equal((AdvisorException.Budget, null), (refusal.Code, refusal.OpensAt));
    }

    [Fact]
    public void Reserve_ByTheGatewayItself_LeavesAFifthToQuestions()
    {
        using var first = Reserve(8_000, 0, AdvisorUse.Background);

        Refused(() => Reserve(1, 0, AdvisorUse.Background), "2026-05-31");
        using var question = Reserve(2_000, 0);
        Refused(() => Reserve(1, 0), "2026-05-31");
    }

    [Fact]
    public void Reserve_OverTheTurnsOfDaysAndMonths_OpensWhenItSays()
    {
        Reserve(10_000, 0).Dispose();
        _time.Advance(TimeSpan.FromMinutes(1));
        Reserve(10_000, 0).Dispose();
        Assert.Equal(20_000, Month().Sum.Tokens);

        // The month's last day has passed, and its budget with it.
        Refused(() => Reserve(1, 0), "2026-06-01");
        _time.Advance(TimeSpan.FromDays(1));
        Reserve(10_000, 0).Dispose();
        Assert.Equal(10_000, Month().Sum.Tokens);
    }

    [Fact]
    public void Reserve_WhereTheMonthIsSpent_OpensWithTheNext()
    {
        var month = Limits with { DayTokens = 30_000 };
        Budget.Reserve(month, new TokenCount(30_000, 0), AdvisorUse.Question).Dispose();
        _time.Advance(TimeSpan.FromMinutes(1));

        var refusal = Refused(() => Budget.Reserve(month, new TokenCount(1, 0), AdvisorUse.Question), "2026-06-01");

        Assert.Contains("month", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settle_AfterMidnight_CountsForTheDayThatItWasAskedOn()
    {
        using var held = Reserve(3_000, 1_000);
        _time.Advance(TimeSpan.FromDays(2));

        held.Settle(new TokenCount(10, 5));

        var days = Budget.Days(new DateOnly(2026, 5, 1), new DateOnly(2026, 6, 30));
        Assert.Equal(("2026-05-30", 15L), (days.Single().Id, days.Single().Value.Sum.Tokens));
    }

    [Fact]
    public void Reserve_AfterTheClockWasSetBack_CountsOnWhereThatDayWas()
    {
        Reserve(6_000, 0).Dispose();
        _time.Advance(TimeSpan.FromDays(1));
        Reserve(5_000, 0).Dispose();
        var back = new FakeTimeProvider(DateTimeOffset.Parse("2026-05-30T08:00:00Z", null));
        var budget = new AdvisorBudget(store.Records, back, NullLogger<AdvisorBudget>.Instance);

        Refused(() => budget.Reserve(Limits, new TokenCount(4_001, 0), AdvisorUse.Question), "2026-05-31");
        budget.Reserve(Limits, new TokenCount(4_000, 0), AdvisorUse.Question).Dispose();

        Assert.Equal(15_000, budget.Month(new DateOnly(2026, 5, 30), Limits).Sum.Tokens);
    }

    [Fact]
    public void Reserve_OverTheMonthsMoney_IsRefused()
    {
        // 2.50 and 10.00 a million: a thousand each are 1.25 cents.
        var priced = Limits with { InputPrice = 2.5m, OutputPrice = 10m, MonthCost = 0.03m };
        var each = new TokenCount(1_000, 1_000);
        using (var held = Budget.Reserve(priced, each, AdvisorUse.Question)) held.Settle(new TokenCount(333, 77));
        Assert.Equal(0.0016025m, Day().Cost);

        Budget.Reserve(priced, each, AdvisorUse.Question).Dispose();
        Budget.Reserve(priced, each, AdvisorUse.Question).Dispose();
        var refusal = Refused(() => Budget.Reserve(priced, each, AdvisorUse.Question), "2026-06-01");

        Assert.Contains("money", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0.0266025m, Sum().Cost);
    }

    [Fact]
    public void Reserve_WhereTheDayCannotBeRead_TakesItAsSpent()
    {
        store.Records.TryCommit([new RecordChange(RecordSet.AdvisorUsage, "2026-05-30", """{"input_tokens":-5}""", 0)]);

        Refused(() => Reserve(1, 0), "2026-05-31");
        _time.Advance(TimeSpan.FromMinutes(1));
        using var tomorrow = Reserve(10_000, 0);

        Assert.Equal(20_000, Month().Sum.Tokens);
    }

    [Fact]
    public void Reserve_OfADayThatAnotherVersionWrote_CountsWhatItKnows()
    {
        const string Day =
            """{"input_tokens":100,"requests":1,"invented":{"later":true},"open":[{"id":"a","tokens":50,"more":1}]}""";
        store.Records.TryCommit([new RecordChange(RecordSet.AdvisorUsage, "2026-05-30", Day, 0)]);

        using var held = Reserve(10, 0);

        Assert.Equal(160, Sum().Tokens);
    }

    [Fact]
    public void Reserve_WhereManyNeverCameBack_StaysSmallAndForgetsNothing()
    {
        var few = Enumerable.Range(0, 3 * AdvisorBudget.MaxOpen).Select(_ => Reserve(10, 0)).ToList();

        Assert.Equal((AdvisorBudget.MaxOpen, 30 * AdvisorBudget.MaxOpen), (Day().Open.Count, Sum().Tokens));
        Assert.InRange(store.Records.Find(RecordSet.AdvisorUsage, "2026-05-30")!.Json.Length, 1, 16_000);

        // One that counts as lost stays so.
        few[0].Settle(new TokenCount(1, 1));
        few[^1].Settle(new TokenCount(1, 1));
        Assert.Equal((30 * AdvisorBudget.MaxOpen) - 8, Sum().Tokens);
    }

    [Fact]
    public void OpensAt_AfterARefusal_IsKnownUntilThereIsRoomAgain()
    {
        Assert.Null(OpensAt());
        Reserve(9_999, 0).Dispose();
        Refused(() => Reserve(500, 0), "2026-05-31");

        Assert.Equal(DateTimeOffset.Parse("2026-05-31T00:00:00Z", null).ToUnixTimeMilliseconds(), OpensAt());
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(OpensAt());
    }

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    private HeldTokens Reserve(long input, long output, AdvisorUse use = AdvisorUse.Question) =>
        Budget.Reserve(Limits, new TokenCount(input, output), use);

    private long? OpensAt() => Budget.OpensAt(Limits, Month(), _time.GetUtcNow());

    private UsageMonth Month() => Budget.Month(DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime), Limits);

    private UsageDay Day()
    {
        var budget = new AdvisorBudget(store.Records, _time, NullLogger<AdvisorBudget>.Instance);
        return budget.Month(new DateOnly(2026, 5, 30), Limits).Find("2026-05-30")!.Value;
    }

    private UsageSum Sum() => Day().Sum;

    private static AdvisorException Refused(Func<HeldTokens> reserve, string opens)
    {
        var refusal = Assert.Throws<AdvisorException>(() => reserve());
        Assert.Equal(AdvisorException.Budget, refusal.Code);
        Assert.Equal(DateTimeOffset.Parse($"{opens}T00:00:00Z", null).ToUnixTimeMilliseconds(), refusal.OpensAt);
        return refusal;
    }
}

public sealed class LiteDbBudgetTests() : BudgetContract(new LiteDbTestStore());

public sealed class PostgresBudgetTests() : BudgetContract(new PostgresTestStore());
