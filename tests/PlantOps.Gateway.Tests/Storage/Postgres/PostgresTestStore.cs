using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

/// <summary>PostgreSQL in a schema of its own, or as one of several gateways in one that is given.</summary>
internal sealed class PostgresTestStore(string connectionString) : TestStore
{
    public PostgresTestStore()
        : this(SharedPostgres.Server.NewSchema())
    {
    }

    public string ConnectionString => connectionString;

    public PostgresDatabase Database => Services.GetRequiredService<PostgresDatabase>();

    public static PostgresDatabase DatabaseAt(string connectionString) =>
        new(new StoreConnection(connectionString), NullLogger<PostgresDatabase>.Instance);

    /// <summary>Asks the database itself.</summary>
    public object? Execute(string sql) => PostgresServer.Execute(ConnectionString, sql);

    protected override void Register(IServiceCollection services) =>
        services.AddSingleton(new StoreConnection(connectionString)).AddPostgresStores();

    protected override void Remove()
    {
        // It goes with the server.
    }
}
