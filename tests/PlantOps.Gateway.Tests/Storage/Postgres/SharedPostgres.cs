[assembly: AssemblyFixture(typeof(PlantOps.Gateway.Tests.Storage.Postgres.SharedPostgres))]

namespace PlantOps.Gateway.Tests.Storage.Postgres;

/// <summary>One server for every test of a run that does not stop it; started by the first that needs it.</summary>
public sealed class SharedPostgres : IDisposable
{
    private static readonly Lazy<PostgresServer> Started = new(() => new PostgresServer("-c", "max_connections=200"));

    public static PostgresServer Server => Started.Value;

    public void Dispose()
    {
        if (Started.IsValueCreated) Started.Value.Dispose();
    }
}
