using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.LiteDb;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Access.Audit;

public sealed class LiteDbAuditLogTests() : AuditLogContract(new LiteDbTestStore());

public sealed class PostgresAuditLogTests() : AuditLogContract(new PostgresTestStore());

/// <summary>What the audit log must do on every store.</summary>
public abstract class AuditLogContract : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly TestStore _store;
    private readonly FakeTimeProvider _time = new(Start);
    private readonly AuditLog _audit;

    private protected AuditLogContract(TestStore store)
    {
        _store = store;
        _audit = new AuditLog(store.Records, _time, NullLogger<AuditLog>.Instance);
    }

    [Fact]
    public void Note_SeveralInAMillisecond_AreReadNewestFirstInParts()
    {
        for (var i = 0; i < 25; i++)
            _audit.Note(new Principal(PrincipalKind.Token, "laptop", "a1"), "device.settings", $"plant-{i}", "{}");

        var first = _audit.Read(null, 10);
        var second = _audit.Read(first[^1].Id, 100);

        Assert.Equal(
            Enumerable.Range(0, 25).Reverse().Select(i => $"plant-{i}"), first.Concat(second).Select(entry => entry.Target));
        Assert.All(first, entry => Assert.Equal(
            ("laptop", "a1", "device.settings", "{}", Start.ToUnixTimeMilliseconds()),
            (entry.Who, entry.TokenId, entry.What, entry.Details, entry.At)));
    }

    [Fact]
    public void Entry_InACommitThatIsRefused_IsNotThere()
    {
        var records = _store.Records;
        var change = new RecordChange(RecordSet.Plants, "fern", "{}", Expected: 0);
        Assert.True(records.TryCommit([change, _audit.Entry(Principal.Local, "plant.create", "fern")]));
        Assert.False(records.TryCommit([change, _audit.Entry(Principal.Local, "plant.create", "fern")]));

        var entry = Assert.Single(_audit.Read(null, 10));
        Assert.Equal(("local", null, "plant.create", "fern"), (entry.Who, entry.TokenId, entry.What, entry.Target));
    }

    [Fact]
    public void Prune_OlderThanATime_LeavesTheRest()
    {
        _store.Records.TryCommit([.. Enumerable.Range(0, 1200).Select(i => _audit.Entry(Principal.Local, "old", $"{i}"))]);
        _time.Advance(TimeSpan.FromDays(1));
        _audit.Note(Principal.Local, "on the day");
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _audit.Note(Principal.Local, "after");

        Assert.Equal(1200, _audit.Prune((Start + TimeSpan.FromDays(1)).ToUnixTimeMilliseconds()));

        Assert.Equal(["after", "on the day"], _audit.Read(null, 10).Select(entry => entry.What));
    }

    public void Dispose()
    {
        _store.Dispose();
        GC.SuppressFinalize(this);
    }
}
