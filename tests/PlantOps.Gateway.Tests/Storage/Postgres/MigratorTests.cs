using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage.Postgres;
using PlantOps.Gateway.Storage.Postgres.Migrations;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

public sealed class MigratorTests
{
    // What a database of each version has in it: a row in every table that the version has.
    private static readonly string[] Content =
    [
        "",
        """
        INSERT INTO devices VALUES (1, 'plant-1', 'Fern', 'AA', '\x00', 60, now(), NULL, NULL, '{}');
        INSERT INTO enrolments VALUES ('A1', 'Fern', now());
        INSERT INTO presence VALUES (1, now());
        INSERT INTO device_settings VALUES (1, NULL, -1, NULL, now());
        INSERT INTO tokens VALUES ('A1', 'mine', 'owner', now());
        INSERT INTO token_uses VALUES ('A1', now());
        """,
        """
        CREATE TABLE readings_2026_05 PARTITION OF readings FOR VALUES FROM ('2026-05-01T00:00:00Z') TO ('2026-06-01T00:00:00Z');
        INSERT INTO readings VALUES (1, '2026-05-01T08:00:00Z', 1, 1, 21.5, 40, 55, 1200, 2210, 0, 0);
        INSERT INTO stored_sequences VALUES (1, 1, '{[1,2)}');
        """,
        "INSERT INTO set_aside (device, at, topic, reason, detail, payload) VALUES (1, now(), 't', 'malformed', 'd', '\\x00')",
        """
        INSERT INTO rolled_quarter_hours (device, start, temperature_count, humidity_count, soil_moisture_count, light_level_count, soil_raw_count)
        VALUES (1, '2026-04-01T08:00:00Z', 0, 0, 0, 0, 0);
        INSERT INTO rolled_hours SELECT * FROM rolled_quarter_hours;
        INSERT INTO rolled_days SELECT * FROM rolled_quarter_hours;
        INSERT INTO gone_days VALUES (1, '2026-04-01', 0);
        """,
        "INSERT INTO records VALUES ('plants', 'fern', 1, '{}')",
        """
        INSERT INTO devices (number, id, name, hardware_id, password_hash, interval_s, registered_at, sensors, version, renamed, released_at, retired_at)
        VALUES (2, 'plant-2', 'Old', 'gone:plant-2', '\x00', 60, now(), '{}', 3, true, now(), now());
        INSERT INTO enrolments VALUES ('B2', 'Fern', now(), 1);
        """,
    ];

    private static readonly Migration Future = new(Migration.All.Count + 1, "future", "CREATE TABLE future ()");

    private readonly string _connectionString = SharedPostgres.Server.NewDatabase();

    public static TheoryData<int> Versions => [.. Enumerable.Range(0, Migration.All.Count + 1)];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Run_FromAnyVersionWithData_KeepsItAndWorks(int version)
    {
        Migrate([.. Migration.All.Take(version)]);
        foreach (var content in Content.Take(version + 1)) Execute(content);
        var columns = Columns();
        var before = Rows(columns);

        using var store = new PostgresTestStore(_connectionString);
        store.Settle();

        Assert.Equal(Migration.All.Count, Version());
        // What a later step adds to a table says nothing of what was in it.
        var after = Rows(columns);
        Assert.All(before, table => Assert.Equal(table.Value, after[table.Key]));
        Assert.Equal(new AppendResult(3, 0), store.Readings.Append(TestReadings.Group(7, TestReadings.Minutes(3))));
        Assert.Equal(version >= 6 ? 2 : version >= 1 ? 1 : 0, store.Devices.Load().Count);
        if (version >= 2) Assert.Equal(21.5, store.Readings.Latest(1)!.Value.Values[0]);
    }

    [Fact]
    public async Task Run_SeveralAtOnce_EachStepIsDoneOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Migrate(Migration.All))));

        Assert.Equal(Migration.All.Select(step => $"{step.Version} {step.Name}"),
            Query("SELECT version || ' ' || name FROM schema_migrations ORDER BY version"));
    }

    [Fact]
    public void Open_OfANewerProgram_IsRefusedAndLeftAlone()
    {
        Migrate([.. Migration.All, Future]);

        using var database = PostgresTestStore.DatabaseAt(_connectionString);
        var refused = Assert.Throws<StoreUnavailableException>(database.Open);

        Assert.Contains($"version {Migration.All.Count + 1}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("newer PlantOps", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Migration.All.Count + 1, Version());
    }

    [Fact]
    public void Open_OfANewerProgramThatThisOneCanDoWith_IsUsedAsItIs()
    {
        Migrate([.. Migration.All, Future with { Needs = Migration.All.Count }]);

        using var database = PostgresTestStore.DatabaseAt(_connectionString);
        database.Open();

        Assert.Equal(Migration.All.Count + 1, Version());
    }

    [Fact]
    public void Open_OneCompatibleStepAfterOneThatIsNot_IsRefused()
    {
        var next = new Migration(Migration.All.Count + 2, "further", "CREATE TABLE further ()") { Needs = Migration.All.Count };
        Migrate([.. Migration.All, Future, next]);

        using var database = PostgresTestStore.DatabaseAt(_connectionString);
        Assert.Throws<StoreUnavailableException>(database.Open);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Run_WhileAGatewayOfThisVersionRuns_IsMadeOnlyIfItCanDoWithIt(int more, bool isMade)
    {
        Migrate(Migration.All);
        Execute($"INSERT INTO gateways VALUES ('a', 'r', 'attic', '1.2', {Migration.All.Count}, NULL, now(), now() + interval '1 hour', '{{}}')");
        Migration[] steps = [.. Migration.All, Future with { Needs = Migration.All.Count + more }];

        if (isMade) Migrate(steps);
        else Assert.Contains("attic (version 1.2)", Assert.Throws<StoreUnavailableException>(() => Migrate(steps)).Message,
            StringComparison.Ordinal);

        Assert.Equal(Migration.All.Count + (isMade ? 1 : 0), Version());
        if (isMade) return;
        Execute("UPDATE gateways SET lease_until = now() + interval '1 second'");
        Migrate(steps);
        Assert.Equal(Migration.All.Count + 1, Version());
    }

    [Fact]
    public async Task Run_KilledWithinAStep_GoesOnFromTheLastWholeOne()
    {
        using var blocker = Connect();
        blocker.Execute("SELECT pg_advisory_lock(1)");
        Migration[] steps = [Migration.All[0],
            new(2, "slow", "CREATE TABLE half (); SELECT pg_advisory_lock(1); CREATE TABLE other ();")];

        var migrating = Task.Run(() => Migrate(steps), TestContext.Current.CancellationToken);
        await Eventually.IsAsync(
            () => blocker.Scalar<bool>(
                "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"));
        blocker.Execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => migrating);

        Assert.Equal(1, Version());
        Assert.Equal(["false"], Query("SELECT (to_regclass('half') IS NOT NULL)::text"));
        blocker.Execute("SELECT pg_advisory_unlock(1)");
        Migrate(steps);
        Assert.Equal(2, Version());
    }

    [Fact]
    public void Run_AStepFails_LeavesTheLastWholeVersion()
    {
        Migration[] steps = [Migration.All[0], new(2, "broken", "CREATE TABLE half (); SELECT 1 / 0")];
        Assert.Throws<PostgresException>(() => Migrate(steps));
        Assert.Equal(1, Version());
        Assert.Equal(["false"], Query("SELECT (to_regclass('half') IS NOT NULL)::text"));
    }

    [Fact]
    public void Complete_AMetricMore_AddsItsColumnsToWhatIsThere()
    {
        Migrate(Migration.All);
        foreach (var content in Content) Execute(content);
        using (var connection = Connect())
        {
            MetricColumns.Complete(connection, "The database", [.. MetricNames.All, "not_yet_known"]);
            MetricColumns.Complete(connection, "The database", [.. MetricNames.All, "not_yet_known"]);
            connection.Execute("UPDATE readings SET not_yet_known = 1.5");
        }

        Assert.Equal(["21.5 1.5"], Query("SELECT temperature || ' ' || not_yet_known FROM readings_2026_05"));
        foreach (var table in (string[])["rolled_quarter_hours", "rolled_hours", "rolled_days"])
            Assert.Equal(["0"],
                Query($"SELECT (not_yet_known_count + coalesce(not_yet_known_min + not_yet_known_max + not_yet_known_sum, 0))::text FROM {table}"));
        using var database = PostgresTestStore.DatabaseAt(_connectionString);
        Assert.Contains("the metric not_yet_known", Assert.Throws<StoreUnavailableException>(database.Open).Message,
            StringComparison.Ordinal);
    }

    private void Migrate(IReadOnlyList<Migration> steps)
    {
        using var connection = Connect();
        new Migrator("The database", steps, NullLogger.Instance).Run(connection);
    }

    private Dictionary<string, string> Columns() =>
        Query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations'").ToDictionary(
            table => table,
            table => Query(
                $"SELECT string_agg(column_name, ',' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}'").Single());

    private Dictionary<string, string> Rows(Dictionary<string, string> columns) => columns.ToDictionary(
        table => table.Key, table => string.Join('\n', Query($"SELECT ROW({table.Value})::text FROM {table.Key} ORDER BY 1")));

    private int Version()
    {
        using var connection = Connect();
        return connection.Scalar<int>("SELECT max(version) FROM schema_migrations");
    }

    private List<string> Query(string sql)
    {
        using var connection = Connect();
        return connection.Query(sql, row => row.GetString(0));
    }

    private void Execute(string sql)
    {
        if (sql.Length > 0) PostgresServer.Execute(_connectionString, sql);
    }

    private NpgsqlConnection Connect()
    {
        var connection = new NpgsqlConnection(_connectionString + ";Pooling=false");
        connection.Open();
        return connection;
    }
}
