using Npgsql;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage.Postgres.Migrations;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>
/// The gateway's database on a server. Connections are kept open and opened anew when they are lost; what fails is
/// for the caller to do again.
/// </summary>
internal sealed class PostgresDatabase : IStore, IDisposable
{
    /// <summary>How often in a row two gateways may be in each other's way.</summary>
    private const int MaxCollisions = 5;

    private readonly NpgsqlDataSource _source;
    private readonly ILogger<PostgresDatabase> _logger;
    private readonly string _name;

    public PostgresDatabase(StoreConnection connection, ILogger<PostgresDatabase> logger)
    {
        var (settings, problem) = PostgresSettings.Parse(connection.Text);
        if (settings is null) throw new StoreUnavailableException(problem!);
        _logger = logger;
        _name = PostgresSettings.Describe(settings);
        _source = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString).EnableTransportSecurity().EnableArrays().Build();
    }

    public string Place => _name;

    public void Open() => Use(connection =>
    {
        new Migrator(_name, Migration.All, _logger).Run(connection);
        MetricColumns.Complete(connection, _name, MetricNames.All);
    });

    public void Settle()
    {
        // Nothing waits: a commit leaves everything where it stays.
    }

    public long Size() => Read(connection => connection.Scalar<long>("SELECT pg_database_size(current_database())"));

    /// <summary>Runs reading work.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be read now.</exception>
    public T Read<T>(Func<NpgsqlConnection, T> work)
    {
        var result = default(T);
        Use(connection => result = work(connection));
        return result!;
    }

    /// <summary>Runs one transaction; it is on disk when this returns. Where it collides with another it is run again.</summary>
    /// <exception cref="StoreUnavailableException">
    /// Nothing of it is stored, or, where the connection was lost in the very end, all of it.
    /// </exception>
    public void Commit(Action<NpgsqlConnection> work) => Use(connection =>
    {
        for (var collisions = 0; ; collisions++)
        {
            try
            {
                using var transaction = connection.BeginTransaction();
                work(connection);
                transaction.Commit();
                return;
            }
            catch (PostgresException e) when (PostgresFailure.IsCollision(e) && collisions < MaxCollisions)
            {
                // Rolled back; the other one is through.
            }
        }
    });

    /// <summary>What is wrong, for the owner; <see langword="null"/> where it answers and takes writes.</summary>
    public async Task<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT pg_is_in_recovery()", connection);
            return (bool)(await command.ExecuteScalarAsync(cancellationToken))!
                ? $"{_name} takes no writes: it is a standby."
                : null;
        }
        catch (OperationCanceledException)
        {
            return Because(new TimeoutException());
        }
        catch (Exception e) when (PostgresFailure.IsStorage(e))
        {
            return Because(e);
        }
    }

    /// <summary>A connection for whoever keeps one.</summary>
    /// <exception cref="StoreUnavailableException">There is none now.</exception>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _source.OpenConnectionAsync(cancellationToken);
        }
        catch (Exception e) when (PostgresFailure.IsStorage(e))
        {
            throw new StoreUnavailableException(Because(e), e);
        }
    }

    public void Dispose() => _source.Dispose();

    private void Use(Action<NpgsqlConnection> work)
    {
        try
        {
            using var connection = _source.OpenConnection();
            work(connection);
        }
        catch (Exception e) when (PostgresFailure.IsStorage(e))
        {
            throw new StoreUnavailableException(Because(e), e) { IsRefusal = PostgresFailure.IsRefusal(e) };
        }
    }

    private string Because(Exception e) =>
        $"{_name} {(PostgresFailure.IsRefusal(e) ? "refuses it" : "is not available")}: {PostgresFailure.Explain(e)}";
}
