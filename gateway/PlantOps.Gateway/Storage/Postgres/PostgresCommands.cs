using Npgsql;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>
/// Commands with positional parameters, <c>$1</c>, <c>$2</c> …, in the connection's transaction if there is one.
/// </summary>
internal static class PostgresCommands
{
    private const int SlowSeconds = 600;

    /// <summary>Runs it and returns how many rows it changed.</summary>
    public static int Execute(this NpgsqlConnection connection, string sql, params ReadOnlySpan<Argument> arguments)
    {
        using var command = Command(connection, sql, arguments);
        return command.ExecuteNonQuery();
    }

    /// <summary>The same for work that may take longer than a statement usually does.</summary>
    public static int ExecuteSlowly(this NpgsqlConnection connection, string sql, params ReadOnlySpan<Argument> arguments)
    {
        using var command = Command(connection, sql, arguments);
        command.CommandTimeout = SlowSeconds;
        return command.ExecuteNonQuery();
    }

    /// <summary>The first column of the only row.</summary>
    public static T Scalar<T>(this NpgsqlConnection connection, string sql, params ReadOnlySpan<Argument> arguments)
    {
        using var command = Command(connection, sql, arguments);
        using var reader = command.ExecuteReader();
        reader.Read();
        return reader.GetFieldValue<T>(0);
    }

    /// <summary>Every row.</summary>
    public static List<T> Query<T>(
        this NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, params ReadOnlySpan<Argument> arguments)
    {
        using var command = Command(connection, sql, arguments);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    public static long UnixMs(this NpgsqlDataReader reader, int column) => PostgresTime.ToUnixMs(reader.GetDateTime(column));

    public static string? Text(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, ReadOnlySpan<Argument> arguments)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var argument in arguments) command.Parameters.Add(argument.Parameter);
        return command;
    }
}
