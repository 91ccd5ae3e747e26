using System.Collections.Concurrent;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Tests.Records;

/// <summary>Records that several gateways share, kept in memory, while the store answers, hangs or fails.</summary>
public sealed class RecordCacheTests : IDisposable
{
    private readonly SlowRecords _records = new();
    private readonly RecordCache<Plant> _cache;

    public RecordCacheTests() => _cache = new RecordCache<Plant>(
        _records, RecordSet.Plants, new RecordStore<Plant>(_records, RecordSet.Plants, PlantRecordsJson.Default.Plant));

    public void Dispose() => _records.Dispose();

    [Fact]
    public async Task All_ManyWhileTheStoreHangs_WaitForTwoAnswersAndNotForOneEach()
    {
        var first = await AskAsync();
        var others = new List<Task<IReadOnlyList<Versioned<Plant>>>>();
        for (var i = 0; i < 20; i++) others.Add(await AskAsync());

        _records.Answer(null);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => first);
        _records.Answer(null);
        foreach (var other in others) await Assert.ThrowsAsync<StoreUnavailableException>(() => other);

        Assert.Equal(2, _records.Asked);
    }

    [Fact]
    public async Task All_AskedWhileAnotherIsAnswered_IsNotOlderThanTheCall()
    {
        var first = await AskAsync();
        var second = await AskAsync();

        _records.Answer([]);
        Assert.Empty(await first);
        _records.Answer([new StoredRecord("pl-1", 1, """{"id":"pl-1","name":"Fern","created_at":1}""")]);

        Assert.Equal("pl-1", Assert.Single(await second).Id);
    }

    [Fact]
    public async Task All_AfterAFailure_AsksAgain()
    {
        var first = await AskAsync();
        _records.Answer(null);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => first);

        var second = await AskAsync();
        _records.Answer([]);

        Assert.Empty(await second);
    }

    [Fact]
    public async Task All_WaitingForAnAnswerThatIsBrokenOff_AsksAgain()
    {
        var first = await AskAsync();
        var second = await AskAsync();
        var third = await AskAsync();

        _records.Answer([]);
        Assert.Empty(await first);
        _records.BreakOff();
        _records.Answer([new StoredRecord("pl-1", 1, """{"id":"pl-1","name":"Fern","created_at":1}""")]);

        // Either of them may have been next.
        var ends = new List<string?>();
        foreach (var waiting in new[] { second, third })
        {
            try
            {
                ends.Add(Assert.Single(await waiting).Id);
            }
            catch (OperationCanceledException)
            {
                ends.Add(null);
            }
        }

        Assert.Equal([null, "pl-1"], ends.Order());
    }

    /// <summary>Asks on a thread of its own, and comes back when that waits for the store or for another.</summary>
    private async Task<Task<IReadOnlyList<Versioned<Plant>>>> AskAsync()
    {
        var answer = new TaskCompletionSource<IReadOnlyList<Versioned<Plant>>>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        var asking = new Thread(() =>
        {
            try
            {
                answer.SetResult(_cache.All);
            }
            catch (Exception exception) when (exception is StoreUnavailableException or OperationCanceledException)
            {
                answer.SetException(exception);
            }
        });
        asking.Start();
        await Eventually.IsAsync(() => asking.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
        return answer.Task;
    }

    /// <summary>Shared records, read when there is an answer; <see langword="null"/> is none from the store.</summary>
    private sealed class SlowRecords : IRecords, IDisposable
    {
        private readonly BlockingCollection<Func<IReadOnlyList<StoredRecord>>> _answers = [];
        private volatile int _asked;

        public int Asked => _asked;

        public bool IsShared => true;

        public void Answer(IReadOnlyList<StoredRecord>? answer) =>
            _answers.Add(() => answer ?? throw new StoreUnavailableException("The store does not answer."));

        public void BreakOff() => _answers.Add(() => throw new OperationCanceledException());

        public StoredRecord? Find(RecordSet set, string id) => throw new NotSupportedException();

        public IReadOnlyList<StoredRecord> Read(RecordSet set, RecordRange range)
        {
            Interlocked.Increment(ref _asked);
            return _answers.Take()();
        }

        public bool TryCommit(IReadOnlyList<RecordChange> changes) => throw new NotSupportedException();

        public void Dispose() => _answers.Dispose();
    }
}
