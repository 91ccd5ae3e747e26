using Npgsql;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.Postgres.Readings;

/// <summary>Readings in a table of a partition a month. A commit is one COPY and an insert of what is new.</summary>
internal sealed class PostgresReadingStore(PostgresDatabase database) : IReadingStore
{
    private static readonly string Range =
        $"{ReadingRows.Select} WHERE device = $1 AND time >= $2 AND time < $3 {ReadingRows.Order} LIMIT $4";

    // LIMIT within has it look each one up by the index, whatever the planner thinks of how many there are.
    private static readonly string Each =
        $"""
        SELECT found.*, wanted.number FROM unnest($1, $2) WITH ORDINALITY AS wanted (stream, since, number)
        CROSS JOIN LATERAL (
          {ReadingRows.Select} WHERE device = wanted.stream AND time >= wanted.since AND time < $3
          {ReadingRows.Order} LIMIT $4) AS found
        """;
    private static readonly string Newest = $"{ReadingRows.Select} WHERE device = $1 ORDER BY time DESC LIMIT 1";

    private readonly ReadingPartitions _partitions = new(database);
    private readonly AppendNumber _number = new();

    public AppendResult Append(ReadingGroup group)
    {
        _number.Begin(group);
        try
        {
            _partitions.Prepare(group);
            database.Commit(connection => Append(connection, group));
        }
        catch (StoreUnavailableException e)
            when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.CheckViolation })
        {
            // Only a reading without a partition violates a check: its month was let go of.
            database.Commit(connection =>
            {
                _partitions.PrepareAndHold(connection, group);
                Append(connection, group);
            });
        }

        return _number.End();
    }

    public void Read(StreamId stream, long from, long to, int limit, List<Reading> into) => database.Read(connection =>
    {
        into.AddRange(connection.Query(
            Range, ReadingRows.Read, stream, PostgresTime.Of(from), PostgresTime.Of(to), limit));
        return true;
    });

    public IReadOnlyList<IReadOnlyList<Reading>> Read(IReadOnlyList<(StreamId Stream, long From)> wanted, long to, int limit)
    {
        var found = wanted.Select(_ => new List<Reading>()).ToList();
        return database.Read(connection =>
        {
            foreach (var readings in found) readings.Clear();
            connection.Query(
                Each,
                row =>
                {
                    found[(int)row.GetInt64(ReadingRows.Width) - 1].Add(ReadingRows.Read(row));
                    return true;
                },
                wanted.Select(one => one.Stream.Number).ToArray(), wanted.Select(one => PostgresTime.Of(one.From)).ToArray(),
                PostgresTime.Of(to), limit);
            return found;
        });
    }

    public Reading? Latest(StreamId stream) => database.Read(connection =>
        connection.Query<Reading?>(Newest, row => ReadingRows.Read(row), stream).FirstOrDefault());

    public IReadOnlyList<long> Days(StreamId stream) => database.Read(connection => ReadingDays.Of(connection, stream));

    public IReadOnlyList<SetAsideMessage> SetAside(int limit) =>
        database.Read(connection => SetAsideRows.Newest(connection, limit));

    private void Append(NpgsqlConnection connection, ReadingGroup group)
    {
        if (!_number.Take(connection)) return;
        var stored = ReadingInsert.Add(connection, group.Readings);
        SetAsideRows.Add(connection, group.SetAside);
        _number.Result = new AppendResult(stored, group.Readings.Sum(stream => stream.Readings.Count) - stored);
    }
}
