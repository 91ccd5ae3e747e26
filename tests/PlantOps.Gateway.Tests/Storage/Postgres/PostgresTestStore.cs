using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.Postgres;
using PlantOps.Gateway.Storage.Postgres.Readings;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

/// <summary>PostgreSQL in a schema of its own, or as one of several gateways in one that is given.</summary>
internal sealed class PostgresTestStore : TestStore
{
    private PostgresReadingStore _readings;

    public PostgresTestStore()
        : this(SharedPostgres.Server.NewSchema())
    {
    }

    public PostgresTestStore(string connectionString)
    {
        ConnectionString = connectionString;
        (Database, _readings) = Open();
    }

    public string ConnectionString { get; }

    public PostgresDatabase Database { get; private set; }

    internal override IReadingStore Readings => _readings;

    internal override IDeviceStore Devices => new PostgresDeviceStore(Database);

    internal override IEnrolmentStore Enrolments => new PostgresEnrolmentStore(Database);

    internal override IPresenceStore Presence => new PostgresPresenceStore(Database);

    internal override IDeviceSettingsStore Settings => new PostgresDeviceSettingsStore(Database);

    internal override ITokenStore Tokens => new PostgresTokenStore(Database);

    public static PostgresDatabase DatabaseAt(string connectionString) => new(
        Options.Create(new StoreOptions { Provider = StoreProvider.PostgreSql, ConnectionString = connectionString }),
        NullLogger<PostgresDatabase>.Instance);

    /// <summary>Asks the database itself.</summary>
    public object? Execute(string sql) => PostgresServer.Execute(ConnectionString, sql);

    public override void Settle()
    {
        // Nothing is done in the background.
    }

    public override void Restart()
    {
        Database.Dispose();
        (Database, _readings) = Open();
    }

    public override void Dispose() => Database.Dispose();

    private (PostgresDatabase Database, PostgresReadingStore Readings) Open()
    {
        var database = DatabaseAt(ConnectionString);
        database.Open();
        return (database, new PostgresReadingStore(database));
    }
}
