using Npgsql;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage.Postgres;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

/// <summary>The server goes on, and what the gateway has with it is interrupted.</summary>
public sealed class InterruptedAppendTests : IDisposable
{
    private const int Fern = 1;

    private readonly string _connectionString = SharedPostgres.Server.NewDatabase();
    private readonly PostgresTestStore _store;

    public InterruptedAppendTests() => _store = new PostgresTestStore(_connectionString + ";Command Timeout=1");

    [Fact]
    public void Append_AnswerOfTheCommitIsLost_IsStoredOnceAndToldAsItWas()
    {
        using var proxy = new CuttingProxy(SharedPostgres.Server.Socket);
        using var behind = new PostgresTestStore(_connectionString + $";Host=127.0.0.1;Port={proxy.Port}");
        behind.Readings.Append(TestReadings.Group(Fern, TestReadings.Minutes(2)));
        var message = new SetAsideMessage(Fern, 1, "topic", "malformed", "detail", [1]);
        var noIdentity = TestReadings.At(TestReadings.Start, Reading.NoIdentity, Reading.NoIdentity);
        var group = new ReadingGroup([StreamsByNumber.Of(Fern, [.. TestReadings.Minutes(5), noIdentity])], [message]);

        proxy.CutAfterNextCommit();
        var lost = Assert.Throws<StoreUnavailableException>(() => behind.Readings.Append(group));
        Assert.Contains("connection was lost", lost.Message, StringComparison.Ordinal);
        Assert.Equal(1, proxy.Cuts);
        Assert.Equal(6, ReadAll().Count);

        Assert.Equal(new AppendResult(4, 2), behind.Readings.Append(group));
        Assert.Equal(6, ReadAll().Count);
        Assert.Single(_store.Readings.SetAside(10));
        Assert.Equal(new AppendResult(1, 0), behind.Readings.Append(TestReadings.Group(Fern, TestReadings.At(0, 9, 9))));
    }

    [Fact]
    public void Append_ConnectionsAreEnded_GoesOnWithNewOnes()
    {
        _store.Readings.Append(TestReadings.Group(Fern, TestReadings.Minutes(1)));
        _store.Execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        var group = TestReadings.Group(Fern, TestReadings.Minutes(3));
        Assert.Throws<StoreUnavailableException>(() => _store.Readings.Append(group));
        Assert.Equal(new AppendResult(2, 1), _store.Readings.Append(group));
    }

    [Fact]
    public void Append_TableIsLockedForLong_FailsInTimeAndWorksAfterwards()
    {
        _store.Readings.Append(TestReadings.Group(Fern, TestReadings.Minutes(1)));
        var group = TestReadings.Group(Fern, TestReadings.Minutes(3));
        using (var other = new NpgsqlConnection(_connectionString + ";Pooling=false"))
        {
            other.Open();
            using var transaction = other.BeginTransaction();
            other.Execute("LOCK TABLE stored_sequences IN ACCESS EXCLUSIVE MODE");
            var slow = Assert.Throws<StoreUnavailableException>(() => _store.Readings.Append(group));
            Assert.Contains("in time", slow.Message, StringComparison.Ordinal);
        }

        Assert.Equal(new AppendResult(2, 1), _store.Readings.Append(group));
        Assert.Equal(TestReadings.Minutes(3), ReadAll());
    }

    public void Dispose() => _store.Dispose();

    private List<Reading> ReadAll() => _store.Readings.Read(Fern, 0, long.MaxValue, int.MaxValue);
}
