using Npgsql;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>
/// Hears what any gateway on this database changes of that which all keep in memory, when it is committed: triggers of the
/// schema say it by NOTIFY. Through a pooler that gives a connection to somebody else after each transaction nothing is heard.
/// </summary>
internal sealed class ChangeNotices : IAsyncDisposable
{
    private const string Channel = "plantops";

    /// <summary>What comes within this time is one change.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(50);

    private readonly NpgsqlConnection _connection;
    private readonly HashSet<string> _heard = [];

    private ChangeNotices(NpgsqlConnection connection)
    {
        _connection = connection;
        _connection.Notification += (_, notice) => _heard.Add(notice.Payload);
    }

    /// <summary>Listens on a connection of its own from now on.</summary>
    public static async Task<ChangeNotices> ListenAsync(PostgresDatabase database, CancellationToken cancellationToken)
    {
        var notices = new ChangeNotices(await database.OpenAsync(cancellationToken));
        await notices.Execute($"LISTEN {Channel}", cancellationToken);
        return notices;
    }

    /// <summary>Waits for the next change.</summary>
    /// <param name="atMost">How long.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The names of what was changed; none where nothing was.</returns>
    public async Task<IReadOnlySet<string>> NextAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (await _connection.WaitAsync(atMost, cancellationToken))
            await Task.Delay(Together, TimeProvider.System, cancellationToken);

        // Takes what came meanwhile, and finds out whether the server is still there.
        await Execute("SELECT 1", cancellationToken);
        var heard = _heard.ToHashSet();
        _heard.Clear();
        return heard;
    }

    /// <summary>The pool gets the connection back without its LISTEN.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task Execute(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
