using System.Collections.Concurrent;
using Npgsql;
using PlantOps.Gateway.Fleet;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>
/// Notices by NOTIFY on a channel of their own. A transaction with a notice takes a lock of the whole server while it commits;
/// these do not wait for the disk meanwhile, because nothing of them is kept.
/// </summary>
internal sealed class PostgresFleetWire(PostgresDatabase database) : IFleetWire
{
    private const string Channel = "plantops_fleet";

    /// <summary>How long the connection may say nothing before it is asked whether it is there.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    public void Send(IReadOnlyList<string> notices) => database.Commit(connection =>
    {
        connection.Execute("SET LOCAL synchronous_commit = off");
        connection.Execute($"SELECT pg_notify('{Channel}', notice) FROM unnest($1) AS notice", notices.ToArray());
    });

    public async Task HearAsync(Action listening, Action<string> hear, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var heard = new ConcurrentQueue<string>();
        connection.Notification += (_, notice) =>
        {
            if (notice.Channel == Channel) heard.Enqueue(notice.Payload);
        };
        await Execute($"LISTEN {Channel}");
        listening();
        while (true)
        {
            if (!await connection.WaitAsync(Silence, cancellationToken)) await Execute("SELECT 1");
            while (heard.TryDequeue(out var notice)) hear(notice);
        }

        async Task Execute(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
