using Npgsql;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.Postgres.Readings;

/// <summary>
/// Numbers the groups of this run of the gateway. A connection that dies during COMMIT leaves open whether the group is
/// stored; when it is offered again its number, which is in the same transaction, tells.
/// </summary>
/// <remarks>
/// PostgreSQL's own <c>pg_xact_status</c> would not do: after a crash of the server the number of a transaction that was
/// never written is given out again, and somebody else's commit would be taken for ours.
/// </remarks>
internal sealed class AppendNumber
{
    private readonly Guid _writer = Guid.NewGuid();
    private ReadingGroup? _group;
    private long _number;

    /// <summary>What the group's transaction did, should it turn out to be stored.</summary>
    public AppendResult Result { get; set; }

    /// <summary>A group is offered, for the first time or again.</summary>
    public void Begin(ReadingGroup group)
    {
        if (ReferenceEquals(_group, group)) return;
        _group = group;
        _number++;
    }

    /// <summary>
    /// Takes the number within the group's transaction; <see langword="false"/> where it is taken: the group is stored.
    /// Waits for a transaction of the same number that the server is still about to commit.
    /// </summary>
    public bool Take(NpgsqlConnection connection)
    {
        if (_number == 1) connection.Execute("DELETE FROM append_commits WHERE committed_at < now() - interval '30 days'");
        return connection.Execute(
            """
            INSERT INTO append_commits AS c (writer, number) VALUES ($1, $2)
            ON CONFLICT (writer) DO UPDATE SET number = EXCLUDED.number, committed_at = now() WHERE c.number < EXCLUDED.number
            """,
            _writer, _number) == 1;
    }

    /// <summary>The group is stored.</summary>
    public AppendResult End()
    {
        _group = null;
        return Result;
    }
}
