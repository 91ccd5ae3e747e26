using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Budget;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Asking;

public sealed class AdvisorModelTests : IDisposable
{
    private static readonly long Most = TokenEstimate.Of(AdvisorBench.Said("How dry?"), AdvisorBench.Options()).Total;

    private readonly LiteDbTestStore _store = new();
    private readonly WaitingTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_ThatIsAnswered_CountsWhatTheProviderSays()
    {
        await using var peer = await CompletionsPeer.StartedAsync(_ => new PeerAnswer());
        using var bench = Bench(peer);
        var parts = new List<string>();

        var reply = await Ask(bench, parts.Add);

        Assert.Equal(("Water it.", "a-model", 25L), (reply.Response.Text, reply.Model, reply.Tokens));
        Assert.Equal("Water it.", string.Concat(parts));
        var day = bench.Today;
        Assert.Equal((20, 5, 1, 0), (day.InputTokens, day.OutputTokens, day.Requests, day.Unsettled.Tokens));
    }

    [Theory]
    [InlineData(null, "says nothing")]
    [InlineData("""{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}""", "says nothing that can be")]
    [InlineData("""{"prompt_tokens":-5,"completion_tokens":4,"total_tokens":-1}""", "is less than nothing")]
    public async Task Ask_WhereTheProviderSaysNothingOfItsCount_CountsTheMost(string? usage, string why)
    {
        await using var peer = await CompletionsPeer.StartedAsync(_ => new PeerAnswer { Usage = usage });
        using var bench = Bench(peer);

        var reply = await Ask(bench);

        Assert.True((Most, Most) == (reply.Tokens, bench.Today.LostTokens), why);
    }

    [Fact]
    public async Task Ask_WhereTheTotalIsMore_CountsWhatWasThoughtAsOutput()
    {
        const string Usage = """{"prompt_tokens":20,"completion_tokens":5,"total_tokens":125}""";
        await using var peer = await CompletionsPeer.StartedAsync(_ => new PeerAnswer { Usage = Usage });
        using var bench = Bench(peer);

        await Ask(bench);

        Assert.Equal((20, 105), (bench.Today.InputTokens, bench.Today.OutputTokens));
    }

    [Theory]
    [InlineData(429, 7, 7)]
    [InlineData(429, null, 2)]
    [InlineData(503, 20, 20)]
    [InlineData(529, null, 2)]
    public async Task Ask_ThatIsPutOff_IsSentOnceMoreWhenItIsTime(int status, int? retryAfter, int seconds)
    {
        await using var peer = await CompletionsPeer.StartedAsync(request =>
            request.Number == 1 ? new PeerAnswer("Slowly") { Status = status, RetryAfter = retryAfter } : new PeerAnswer());
        using var bench = Bench(peer);

        var asked = Ask(bench);
        await WaitFor(TimeSpan.FromSeconds(seconds));
        var reply = await asked;

        Assert.Equal(("Water it.", 2), (reply.Response.Text, peer.Count));
        Assert.Equal((25, 0), (bench.Today.Sum.Tokens, bench.Today.LostRequests));
    }

    [Fact]
    public async Task Ask_ThatIsPutOffTwice_SaysSoAndCountsNothing()
    {
        await using var peer = await CompletionsPeer.StartedAsync(_ => new PeerAnswer("Slowly") { Status = 429, RetryAfter = 3 });
        using var bench = Bench(peer);

        var asked = Ask(bench);
        await WaitFor(TimeSpan.FromSeconds(3));
        var refusal = await Assert.ThrowsAsync<AdvisorException>(() => asked);

        Assert.Equal((AdvisorException.Unreachable, 2), (refusal.Code, peer.Count));
        Assert.Equal(_time.GetUtcNow().AddSeconds(3).ToUnixTimeMilliseconds(), refusal.OpensAt);
        Assert.Equal(0, bench.Today.Sum.Tokens);
    }

    [Theory]
    [InlineData(400, null)]
    [InlineData(401, null)]
    [InlineData(404, null)]
    [InlineData(429, 21)]
    [InlineData(429, 86_400)]
    public async Task Ask_ThatWouldBeRefusedAgain_IsSentOnce(int status, int? retryAfter)
    {
        await using var peer = await CompletionsPeer.StartedAsync(_ =>
            new PeerAnswer("No") { Status = status, RetryAfter = retryAfter });
        using var bench = Bench(peer);

        var refusal = await Assert.ThrowsAsync<AdvisorException>(() => Ask(bench));

        Assert.Equal((AdvisorException.Unreachable, 1), (refusal.Code, peer.Count));
        Assert.Equal(0, bench.Today.Sum.Tokens);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task Ask_WhereAServerInBetweenGivesUp_CountsTheMostOfEachAttempt(int status)
    {
        await using var peer = await CompletionsPeer.StartedAsync(_ => new PeerAnswer("Oh") { Status = status });
        using var bench = Bench(peer);

        var asked = Ask(bench);
        await WaitFor(AdvisorModel.UsualWait);
        await Assert.ThrowsAsync<AdvisorException>(() => asked);

        Assert.Equal((2, 2 * Most), (bench.Today.LostRequests, bench.Today.LostTokens));
    }

    [Fact]
    public async Task Ask_WhoseAnswerBreaksOff_CountsTheMostAndIsNotAskedAgain()
    {
        await using var peer = await CompletionsPeer.StartedAsync(_ => new PeerAnswer("Water") { IsCut = true });
        using var bench = Bench(peer);

        await Assert.ThrowsAsync<AdvisorException>(() => Ask(bench));

        Assert.Equal((1, 1, Most), (peer.Count, bench.Today.LostRequests, bench.Today.Sum.Tokens));
    }

    [Fact]
    public async Task Ask_WhereNobodyIs_CostsNothing()
    {
        using var bench = new AdvisorBench(_store.Records, AdvisorBench.Settings(new Uri("http://127.0.0.1:9/v1")), _time);

        var asked = Ask(bench);
        await WaitFor(AdvisorModel.UsualWait);
        await Assert.ThrowsAsync<AdvisorException>(() => asked);

        Assert.Equal(0, bench.Today.Sum.Tokens);
    }

    [Fact]
    public async Task Ask_WithoutAnAnswerInTime_IsSentOnceMoreAndCountsBoth()
    {
        var arrived = new SemaphoreSlim(0);
        await using var peer = await CompletionsPeer.StartedAsync(async request =>
        {
            arrived.Release();
            await Task.Delay(Timeout.Infinite, request.Aborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return new PeerAnswer();
        });
        using var bench = Bench(peer);

        var asked = Ask(bench);
        await arrived.WaitAsync(Token);
        _time.Advance(bench.Setup.Current.Timeout);
        await WaitFor(AdvisorModel.UsualWait);
        await arrived.WaitAsync(Token);
        _time.Advance(bench.Setup.Current.Timeout);
        var refusal = await Assert.ThrowsAsync<AdvisorException>(() => asked);

        Assert.Equal(AdvisorException.Unreachable, refusal.Code);
        Assert.Equal((2, 2 * Most), (bench.Today.LostRequests, bench.Today.LostTokens));
    }

    [Fact]
    public async Task Ask_ThatIsGivenUp_CountsAllTheSame()
    {
        using var giveUp = new CancellationTokenSource();
        await using var peer = await CompletionsPeer.StartedAsync(async request =>
        {
            await giveUp.CancelAsync();
            await Task.Delay(Timeout.Infinite, request.Aborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return new PeerAnswer();
        });
        using var bench = Bench(peer);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Model.Ask(
            AdvisorBench.Said("How dry?"), AdvisorBench.Options(), cancellationToken: giveUp.Token));

        Assert.Equal((1, Most), (bench.Today.LostRequests, bench.Today.Sum.Tokens));
    }

    [Fact]
    public async Task Ask_WhoseAnswerNeverEnds_IsEnded()
    {
        await using var peer = await CompletionsPeer.StartedAsync(_ => new PeerAnswer(new string('a', 70_000)));
        using var bench = Bench(peer);

        var refusal = await Assert.ThrowsAsync<AdvisorException>(() => Ask(bench));

        Assert.Contains("too long", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(Most, bench.Today.Sum.Tokens);
    }

    [Fact]
    public async Task Ask_ByMany_HasFourUnderWayAndTwoOfTheGatewaysOwn()
    {
        var (under, most) = (0, 0);
        var open = new TaskCompletionSource();
        await using var peer = await CompletionsPeer.StartedAsync(async _ =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref under));
            await open.Task;
            Interlocked.Decrement(ref under);
            return new PeerAnswer();
        });
        using var bench = Bench(peer);

        var background = Enumerable.Range(0, 10).Select(_ => Ask(bench, AdvisorUse.Background)).ToList();
        await Eventually.IsAsync(() => Volatile.Read(ref under) == AnswerTurns.MaxInBackground);
        var questions = Enumerable.Range(0, 26).Select(_ => Ask(bench)).ToList();
        await Eventually.IsAsync(() => Volatile.Read(ref under) == AnswerTurns.MaxAtOnce);
        var refusal = await Assert.ThrowsAsync<AdvisorException>(() => Ask(bench));
        open.SetResult();
        await Task.WhenAll([.. background, .. questions]);

        Assert.Equal((AdvisorException.Unreachable, AnswerTurns.MaxAtOnce), (refusal.Code, most));
        Assert.Equal((36, 36 * 25), (peer.Count, bench.Today.Sum.Tokens));
    }

    [Fact]
    public async Task Ask_WithoutBudget_IsNotSent()
    {
        await using var peer = await CompletionsPeer.StartedAsync(_ => new PeerAnswer());
        using var bench = new AdvisorBench(_store.Records, AdvisorBench.Settings(peer.Address, Most), _time);
        await Ask(bench);

        var refusal = await Assert.ThrowsAsync<AdvisorException>(() => Ask(bench));

        Assert.Equal((AdvisorException.Budget, 1), (refusal.Code, peer.Count));
        Assert.Equal(DateTimeOffset.Parse("2026-05-02T00:00:00Z", null).ToUnixTimeMilliseconds(), refusal.OpensAt);
    }

    [Fact]
    public async Task Ask_WithAKeyThatIsRefused_IsAFaultUntilAnotherIsSet()
    {
        await using var peer = await CompletionsPeer.StartedAsync(request =>
            request.Number < 3 ? new PeerAnswer("Incorrect API key") { Status = 401 } : new PeerAnswer());
        using var bench = Bench(peer);
        Assert.Null(bench.Watch.Problem());

        await Assert.ThrowsAsync<AdvisorException>(() => Ask(bench));
        Assert.Contains("Incorrect API key", bench.Watch.Problem(), StringComparison.Ordinal);
        bench.Setup.Current = bench.Setup.Current with { ApiKey = "another" };
        Assert.Null(bench.Watch.Problem());

        await Assert.ThrowsAsync<AdvisorException>(() => Ask(bench));
        Assert.NotNull(bench.Watch.Problem());
        await Ask(bench);
        Assert.Null(bench.Watch.Problem());
    }

    [Fact]
    public async Task Ask_OfNobody_IsOff()
    {
        using var bench = new AdvisorBench(_store.Records, new(), _time);

        var refusal = await Assert.ThrowsAsync<AdvisorException>(() => Ask(bench));

        Assert.Equal(AdvisorException.Off, refusal.Code);
    }

    public void Dispose() => _store.Dispose();

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); seen < value;)
        {
            var before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen) return;
            seen = before;
        }
    }

    private static Task<AdvisorReply> Ask(AdvisorBench bench, Action<string>? progress = null) =>
        bench.Model.Ask(AdvisorBench.Said("How dry?"), AdvisorBench.Options(), new AnswerProgress { Text = progress }, Token);

    private static Task<AdvisorReply> Ask(AdvisorBench bench, AdvisorUse use) =>
        bench.Model.Ask(AdvisorBench.Said("How dry?"), AdvisorBench.Options(), use, cancellationToken: Token);

    private AdvisorBench Bench(CompletionsPeer peer) => new(_store.Records, AdvisorBench.Settings(peer.Address), _time);

    // Among the limits of whole answers, which are timers too.
    private async Task WaitFor(TimeSpan wait)
    {
        while (await _time.NextWait() != wait)
        {
        }

        _time.Advance(wait);
    }
}
