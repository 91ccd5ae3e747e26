using System.Text.Json;
using Npgsql;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Storage.Postgres.Migrations;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>A row a gateway.</summary>
internal sealed class PostgresFleetStore(PostgresDatabase database) : IFleetStore
{
    public bool IsShared => true;

    public void Join(FleetMember self, TimeSpan lease) => database.Commit(connection =>
    {
        connection.Execute("DELETE FROM gateways WHERE lease_until < now() - interval '1 day'");
        connection.Execute(
            """
            INSERT INTO gateways (id, run, name, version, schema, address, since, lease_until, facts)
            VALUES ($1, $2, $3, $4, $5, $6, now(), now() + $7 * interval '1 millisecond', '{}')
            ON CONFLICT (id) DO UPDATE SET run = EXCLUDED.run, name = EXCLUDED.name, version = EXCLUDED.version,
                schema = EXCLUDED.schema, address = EXCLUDED.address, since = EXCLUDED.since,
                lease_until = EXCLUDED.lease_until, facts = EXCLUDED.facts
            """,
            self.Id, self.Run, self.Name, self.Version, Migration.All.Count, self.Address, (long)lease.TotalMilliseconds);
        Tell(connection);
    });

    public IReadOnlyList<FleetMember>? Renew(FleetMember self, TimeSpan lease)
    {
        IReadOnlyList<FleetMember>? members = null;
        database.Commit(connection =>
        {
            members = null;
            var isOwn = connection.Execute(
                """
                INSERT INTO gateways (id, run, name, version, schema, address, since, lease_until, facts)
                VALUES ($1, $2, $3, $4, $5, $6, now(), now() + $7 * interval '1 millisecond', $8)
                ON CONFLICT (id) DO UPDATE SET lease_until = EXCLUDED.lease_until, facts = EXCLUDED.facts
                WHERE gateways.run = EXCLUDED.run
                """,
                self.Id, self.Run, self.Name, self.Version, Migration.All.Count, self.Address, (long)lease.TotalMilliseconds,
                JsonSerializer.Serialize(self.Facts.ToDictionary(), FleetJson.Default.DictionaryStringInt64)) == 1;
            if (isOwn) members = Read(connection);
        });
        return members;
    }

    public void Leave(FleetMember self) => database.Commit(connection =>
    {
        if (connection.Execute("DELETE FROM gateways WHERE id = $1 AND run = $2", self.Id, self.Run) > 0) Tell(connection);
    });

    private static List<FleetMember> Read(NpgsqlConnection connection) => connection.Query(
        """
        SELECT id, run, name, version, address, since, (extract(epoch FROM lease_until - now()) * 1000)::bigint, facts
        FROM gateways WHERE lease_until > now() - interval '1 day' ORDER BY since, id
        """,
        row => new FleetMember(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.Text(4))
        {
            Since = row.UnixMs(5),
            LeaseMs = row.GetInt64(6),
            Facts = JsonSerializer.Deserialize(row.GetString(7), FleetJson.Default.DictionaryStringInt64) ?? [],
        });

    private static void Tell(NpgsqlConnection connection) =>
        connection.Execute("SELECT pg_notify('plantops', $1)", FleetServices.Notice);
}
