using Npgsql;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>Looks at a server without changing anything, on a connection of its own.</summary>
internal static class PostgresLook
{
    private const int VersionsAMajor = 10_000;

    private const string Question = """
        SELECT current_setting('server_version_num')::int, pg_is_in_recovery(), current_schema(),
               coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)
        """;

    public static StoreServerFacts At(string? connectionString)
    {
        var (settings, problem) = PostgresSettings.Parse(connectionString);
        if (settings is null) return new StoreServerFacts(problem, 0, false, null, false);
        settings.Pooling = false;
        try
        {
            using var source = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString).EnableTransportSecurity().Build();
            using var connection = source.OpenConnection();
            using var command = new NpgsqlCommand(Question, connection);
            using var answer = command.ExecuteReader();
            answer.Read();
            return new StoreServerFacts(
                null, answer.GetInt32(0) / VersionsAMajor, answer.GetBoolean(1), answer.IsDBNull(2) ? null : answer.GetString(2),
                answer.GetBoolean(3));
        }
        catch (Exception exception) when (PostgresFailure.IsStorage(exception))
        {
            return new StoreServerFacts(
                $"{PostgresSettings.Describe(settings)}: {PostgresFailure.Explain(exception)}", 0, false, null, false);
        }
    }
}
