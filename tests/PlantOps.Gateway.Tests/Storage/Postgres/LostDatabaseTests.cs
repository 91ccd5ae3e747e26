using System.Net;
using Npgsql;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

/// <summary>The server is stopped, crashes, or lets nobody in.</summary>
public sealed class LostDatabaseTests : IClassFixture<LostDatabaseTests.OwnServer>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly PostgresServer _server;
    private readonly string _connectionString;

    public LostDatabaseTests(OwnServer own)
    {
        _server = own.Server;
        var database = _server.NewDatabase();
        PostgresServer.Execute(database, "GRANT CREATE, USAGE ON SCHEMA public TO plantops");
        _connectionString = database + ";Username=plantops";
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Append_ServerGoesAwayAndComesBack_KeepsWhatWasCommitted(bool crash)
    {
        using var store = new PostgresTestStore(_connectionString);
        store.Readings.Append(TestReadings.Group(1, TestReadings.Minutes(100)));
        var group = TestReadings.Group(1, TestReadings.Minutes(150));

        if (crash) _server.Crash();
        else _server.Stop();
        Assert.Throws<StoreUnavailableException>(() => store.Readings.Append(group));
        var away = Assert.Throws<StoreUnavailableException>(() => store.Readings.Append(group));
        Assert.Contains("cannot be reached", away.Message, StringComparison.Ordinal);
        Assert.Throws<StoreUnavailableException>(() => store.Readings.Latest(1));
        _server.Start();

        Assert.Equal(new AppendResult(50, 100), AppendUntilStored(store, group));
        Assert.Equal(TestReadings.Minutes(150), store.Readings.Read(1, 0, long.MaxValue, int.MaxValue));
    }

    [Fact]
    public void Append_NoConnectionIsLeft_SaysSoAndWorksWhenThereIsOne()
    {
        using var store = new PostgresTestStore(_connectionString + ";Pooling=false");
        var others = new List<NpgsqlConnection>();
        while (TryConnect(others))
        {
            // Until there is no more.
        }

        var refused =
            Assert.Throws<StoreUnavailableException>(() => store.Readings.Append(TestReadings.Group(1, TestReadings.Minutes(3))));
        Assert.Contains("connections are in use", refused.Message, StringComparison.Ordinal);
        foreach (var other in others) other.Dispose();

        Assert.Equal(new AppendResult(3, 0), AppendUntilStored(store, TestReadings.Group(1, TestReadings.Minutes(3))));
    }

    [Fact]
    public void Append_FirstOfTwoServersIsAway_GoesToTheOther()
    {
        var both = _connectionString.Replace("Host=", "Host=/nowhere,", StringComparison.Ordinal);
        using var store = new PostgresTestStore(both);
        Assert.Equal(new AppendResult(3, 0), store.Readings.Append(TestReadings.Group(1, TestReadings.Minutes(3))));
    }

    [Fact]
    public void Open_ServerIsAwayOrRefuses_SaysWhyWithoutThePassword()
    {
        AssertRefused(_connectionString + ";Database=never_made", "does not exist");
        AssertRefused(_connectionString + ";Username=nobody", "does not let the gateway in");
        PostgresServer.Execute(_connectionString.Replace(";Username=plantops", string.Empty, StringComparison.Ordinal),
            "REVOKE CREATE ON SCHEMA public FROM plantops");
        AssertRefused(_connectionString, "lacks a right");
        _server.Stop();
        AssertRefused(_connectionString, "cannot be reached");
    }

    [Fact]
    public async Task Gateway_DatabaseStops_AcknowledgesNothingAndGoesOnWhenItIsBack()
    {
        await using var gateway = await GatewayHost.StartedAsync(
            more: ["--Store:Provider", "PostgreSql", "--Store:ConnectionString", _connectionString]);
        using var fern = new BrokerClient(gateway, "fern");
        await fern.ConnectAsync();
        await fern.PublishAsync(fern.Topic("telemetry"), Reading(1));
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync(gateway)).StatusCode);

        // Nothing is published meanwhile: the gateway finds out by itself.
        _server.Stop();
        var reason = await ReadyTurnsAsync(gateway, HttpStatusCode.ServiceUnavailable);
        var second = fern.PublishAsync(fern.Topic("telemetry"), Reading(2));
        var third = fern.PublishAsync(fern.Topic("telemetry"), Reading(3));
        var storing = await ReadyTurnsAsync(gateway, HttpStatusCode.ServiceUnavailable, "store: ");
        Assert.False(second.IsCompleted || third.IsCompleted);
        _server.Start();
        await Task.WhenAll(second, third).WaitAsync(Patience, TestContext.Current.CancellationToken);
        await ReadyTurnsAsync(gateway, HttpStatusCode.OK);

        Assert.Contains("database: ", reason, StringComparison.Ordinal);
        Assert.Contains("cannot be reached", storing, StringComparison.Ordinal);
        Assert.Equal(3L, PostgresServer.Execute(_connectionString, "SELECT count(*) FROM readings"));
        Assert.Equal("{[1,4)}", PostgresServer.Execute(_connectionString, "SELECT sequences::text FROM stored_sequences"));
    }

    public void Dispose() => _server.StartAgain();

    private static string Reading(int sequence) =>
        $$"""{"boot":7,"readings":[{"seq":{{sequence}},"age_ms":0,"temperature":21.5}]}""";

    private bool TryConnect(List<NpgsqlConnection> connections)
    {
        var connection = new NpgsqlConnection(_connectionString + ";Pooling=false");
        connections.Add(connection);
        try
        {
            connection.Open();
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.TooManyConnections)
        {
            return false;
        }
    }

    private static AppendResult AppendUntilStored(PostgresTestStore store, ReadingGroup group)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return store.Readings.Append(group);
            }
            catch (StoreUnavailableException) when (attempt < 20)
            {
                // As the ingest writer does.
            }
        }
    }

    private static void AssertRefused(string connectionString, string why)
    {
        using var database = PostgresTestStore.DatabaseAt(connectionString + ";Password=top-secret");
        var refused = Assert.Throws<StoreUnavailableException>(database.Open);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret", refused.ToString(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> ReadyAsync(GatewayHost gateway)
    {
        using var http = gateway.Http();
        return await http.GetAsync("/api/ready", TestContext.Current.CancellationToken);
    }

    private static async Task<string> ReadyTurnsAsync(GatewayHost gateway, HttpStatusCode status, string reason = "")
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var body = string.Empty;
        while (await beat.WaitForNextTickAsync(deadline.Token))
        {
            using var answer = await ReadyAsync(gateway);
            body = await answer.Content.ReadAsStringAsync(deadline.Token);
            if (answer.StatusCode == status && body.Contains(reason, StringComparison.Ordinal)) break;
        }

        return body;
    }

    /// <summary>
    /// A server that these tests stop, and that lets few in. Started by the first test: a fixture cannot be skipped.
    /// </summary>
    public sealed class OwnServer : IDisposable
    {
        private readonly Lazy<PostgresServer> _server = new(() =>
        {
            var server = new PostgresServer("-c", "max_connections=12");
            PostgresServer.Execute(server.Connection("postgres"), "CREATE ROLE plantops LOGIN");
            return server;
        });

        public PostgresServer Server => _server.Value;

        public void Dispose()
        {
            if (_server.IsValueCreated) _server.Value.Dispose();
        }
    }
}
