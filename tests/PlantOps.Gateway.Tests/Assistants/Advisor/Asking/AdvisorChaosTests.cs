using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Budget;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Tests.Assistants.Models;
using PlantOps.Gateway.Tests.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Asking;

/// <summary>
/// A thousand questions to a provider that puts off every fifth, cuts every tenth answer, and answers every tenth with what is
/// none.
/// </summary>
public sealed class AdvisorChaosTests
{
    private const int Questions = 1_000;
    private const int Workers = 16;
    private const int CutEach = 10;

    [Theory]
    [InlineData(AdvisorProvider.Compatible, 10_000_000)]
    [InlineData(AdvisorProvider.Compatible, 250_000)]
    [InlineData(AdvisorProvider.Anthropic, 10_000_000)]
    [InlineData(AdvisorProvider.Anthropic, 250_000)]
    internal async Task Ask_AThousandTimes_EndsInAnAnswerOrAReasonAndCountsLikeTheProvider(AdvisorProvider provider, long tokens)
    {
        await using var peer = await ModelPeer.StartedAsync(
            "--chaos-ratelimit", "0.2", "--chaos-malformed", "0.1", "--journal-max", "0");
        using var store = new LiteDbTestStore();
        var address = provider == AdvisorProvider.Anthropic ? peer.Address : new Uri(peer.Address, "/v1");
        var settings = AdvisorBench.Settings(address, tokens) with
        {
            Provider = provider, ApiKey = "sk-secret", Timeout = TimeSpan.FromMinutes(20),
        };
        using var bench = new AdvisorBench(store.Records, settings, new HurriedTime());
        var (asked, answered, cut) = (0, 0, 0);
        var reasons = new SortedDictionary<string, int>(StringComparer.Ordinal);

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref asked) is var number && number <= Questions)
            {
                var isCut = number % CutEach == 0;
                try
                {
                    await bench.Model.Ask(
                        AdvisorBench.Said(isCut ? "cut me" : "how dry"), AdvisorBench.Options(500),
                        cancellationToken: TestContext.Current.CancellationToken);
                    Interlocked.Increment(ref answered);
                    Assert.False(isCut);
                }
                catch (AdvisorException exception)
                {
                    if (isCut) Interlocked.Increment(ref cut);
                    lock (reasons) reasons[exception.Code] = reasons.GetValueOrDefault(exception.Code) + 1;
                }
            }
        })));

        var (bill, day) = (await Bill(peer), bench.Today);
        Assert.Equal(Questions, answered + reasons.Values.Sum());
        Assert.Equal(Questions / CutEach, cut);
        Assert.Equal((bill.Input, bill.Output, answered), (day.InputTokens, day.OutputTokens, day.Requests));
        Assert.InRange(day.Sum.Tokens, bill.Total, tokens);
        Assert.Empty(day.Open);
        Assert.Equal(tokens == 250_000, reasons.ContainsKey(AdvisorException.Budget));
        Assert.True(answered > (tokens == 250_000 ? 200 : 600), $"{answered} were answered.");
        TestContext.Current.SendDiagnosticMessage(
            $"{provider}: {answered} answered, {string.Join(", ", reasons)}, {day.Sum.Tokens} tokens of {tokens}, "
            + $"{day.LostTokens} of them lost");
    }

    // What aimock says that it answered in full, by the usage that it sent along.
    private static async Task<TokenCount> Bill(ModelPeer peer)
    {
        var answered =
            from entry in (await peer.JournalAsync()).EnumerateArray()
            let response = entry.GetProperty("response")
            where response.GetProperty("status").GetInt32() == 200 && !response.TryGetProperty("chaosAction", out _)
            select response.GetProperty("fixture").GetProperty("response") into said
            where said.TryGetProperty("usage", out _)
            select said.GetProperty("usage");
        return answered.Aggregate(default(TokenCount), (sum, usage) => new TokenCount(
            sum.Input + usage.GetProperty("prompt_tokens").GetInt64(),
            sum.Output + usage.GetProperty("completion_tokens").GetInt64()));
    }
}
