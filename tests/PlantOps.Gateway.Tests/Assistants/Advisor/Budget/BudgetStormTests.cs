using System.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Budget;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Assistants.Advisor.Asking;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.LiteDb;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Budget;

/// <summary>
/// Ten thousand questions at once, whose answers cost anything up to what was reserved, and some of which break off. Whether
/// the disk has it is not the point here, and is not waited for.
/// </summary>
public sealed class BudgetStormTests
{
    private const int Questions = 10_000;
    private const int WorkersOfEach = 24;

    /// <summary>Enough for about two thirds of them.</summary>
    private const long DayTokens = 2_000_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_TenThousandTimesAtOnce_SpendsNoMoreThanTheDayAllows()
    {
        using var store = new LiteDbTestStore(TemporaryDirectory.InMemory());

        await Storm(seed: 1, store.Records);
    }

    [Fact]
    public async Task Ask_AtTwoGatewaysOfOneDatabase_SpendsNoMoreThanTheDayAllows()
    {
        using var here = new PostgresTestStore(SharedPostgres.Server.NewSchema() + ";Options=-c synchronous_commit=off");
        using var there = new PostgresTestStore(here.ConnectionString);

        await Storm(seed: 2, here.Records, there.Records);
    }

    [Fact]
    public async Task Reserve_AtGatewaysWithDifferentDays_SpendsNoMoreThanTheMonthAllows()
    {
        const int Each = 1_000;
        const int Room = 50;
        using var here = new PostgresTestStore(SharedPostgres.Server.NewSchema());
        using var there = new PostgresTestStore(here.ConnectionString);
        var settings = AdvisorBench.Settings(new Uri("http://127.0.0.1:9"), 10 * Room * Each) with { MonthTokens = Room * Each };
        var noon = new DateTimeOffset(2026, 5, 10, 12, 0, 0, TimeSpan.Zero);
        AdvisorBudget[] budgets =
        [
            .. new[] { (here.Records, noon), (there.Records, noon.AddDays(1)) }.Select(one =>
                new AdvisorBudget(one.Item1, new FakeTimeProvider(one.Item2), NullLogger<AdvisorBudget>.Instance)),
        ];
        var reserved = 0;

        await Task.WhenAll(budgets.Select(budget => Task.Run(() =>
        {
            for (var i = 0; i < 2 * Room; i++)
            {
                try
                {
                    budget.Reserve(settings, new TokenCount(Each, 0), AdvisorUse.Question).Dispose();
                    Interlocked.Increment(ref reserved);
                }
                catch (AdvisorException exception) when (exception.Code == AdvisorException.Budget)
                {
                    // Somebody else had it.
                }
            }
        })));

        Assert.InRange(reserved, Room - 5, Room);
        Assert.Equal(reserved * Each, budgets[0].Month(new DateOnly(2026, 5, 1), settings).Sum.Tokens);
    }

    private static async Task Storm(int seed, params IRecords[] stores)
    {
        var (bill, dice) = (new Bill(), new Dice(seed));
        await using var peer = await CompletionsPeer.StartedAsync(request => bill.Answer(request, dice));
        var settings = AdvisorBench.Settings(peer.Address, DayTokens) with
        {
            InputPrice = 0.15m, OutputPrice = 0.6m, Timeout = TimeSpan.FromMinutes(20),
        };
        AdvisorBench[] gateways = [.. stores.Select(records => new AdvisorBench(records, settings, new HurriedTime()))];
        var (asked, answered, refused, broken) = (0, 0, 0, 0);
        var began = Stopwatch.GetTimestamp();

        await Task.WhenAll(gateways.SelectMany(gateway => Enumerable.Range(0, WorkersOfEach).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref asked) <= Questions)
            {
                try
                {
                    var text = new string('a', dice.Next(400)) + " how dry?";
                    var options = AdvisorBench.Options(1 + dice.Next(600));
                    await gateway.Model.Ask(AdvisorBench.Said(text), options, cancellationToken: Token);
                    Interlocked.Increment(ref answered);
                }
                catch (AdvisorException exception)
                {
                    if (exception.Code == AdvisorException.Budget) Interlocked.Increment(ref refused);
                    else Interlocked.Increment(ref broken);
                }
            }
        }))));

        var day = gateways[0].Today;
        Assert.Equal(Questions, answered + refused + broken);
        Assert.InRange(broken, 0, bill.Cut);
        Assert.Equal((bill.Settled.Input, bill.Settled.Output, answered), (day.InputTokens, day.OutputTokens, day.Requests));
        Assert.Equal(bill.Settled.CostAt(settings) + day.LostCost, day.Sum.Cost);
        Assert.Equal((bill.Cut, 0), (day.LostRequests, day.Open.Count));
        Assert.InRange(bill.Settled.Total + bill.Broken, 1, day.Sum.Tokens);
        Assert.InRange(day.Sum.Tokens, DayTokens - 2_000, DayTokens);
        Assert.InRange(refused, 1, Questions / 2);
        foreach (var gateway in gateways) gateway.Dispose();
        TestContext.Current.SendDiagnosticMessage(
            $"{answered} answered, {refused} refused, {bill.Cut} cut; {day.Sum.Tokens} of {DayTokens} tokens, "
            + $"{day.Sum.Cost} money, {Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s");
    }

    /// <summary>What the provider would charge.</summary>
    private sealed class Bill
    {
        private readonly Lock _gate = new();

        public TokenCount Settled { get; private set; }

        /// <summary>Of answers that broke off: the gateway never hears of it.</summary>
        public long Broken { get; private set; }

        public int Cut { get; private set; }

        public PeerAnswer Answer(PeerRequest request, Dice dice)
        {
            var most = TokenEstimate.Of([new ChatMessage(ChatRole.User, request.Text)], AdvisorBench.Options(request.MaxTokens));

            // A fifth of them cost all that was reserved.
            var isAll = dice.Next(5) == 0;
            var used = isAll ? most : new TokenCount(1 + dice.Next((int)most.Input), dice.Next((int)most.Output + 1));
            var isCut = dice.Next(50) == 0;
            lock (_gate)
            {
                if (isCut) (Broken, Cut) = (Broken + used.Total, Cut + 1);
                else Settled = new TokenCount(Settled.Input + used.Input, Settled.Output + used.Output);
            }

            return new PeerAnswer { IsCut = isCut, Usage = PeerAnswer.Count(used.Input, used.Output) };
        }
    }

    /// <summary>Chance for several threads.</summary>
    private sealed class Dice(int seed)
    {
        private readonly Random _random = new(seed);

        public int Next(int end)
        {
            lock (_random) return _random.Next(end);
        }
    }
}
