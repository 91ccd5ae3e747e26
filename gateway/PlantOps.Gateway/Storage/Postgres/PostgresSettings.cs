using System.Data.Common;
using System.Net;
using Npgsql;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>
/// How the gateway reaches its server: the connection string as configured, with what it leaves open. No message of
/// this class contains any part of the text: a mistyped one can have the password anywhere.
/// </summary>
internal static class PostgresSettings
{
    private const string Form = "It is of the form Host=db.example;Database=plantops;Username=plantops;Password=…";

    /// <summary>The settings, or what is wrong with them.</summary>
    public static (NpgsqlConnectionStringBuilder? Settings, string? Problem) Parse(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString)) return (null, $"PostgreSql needs it. {Form}");
        try
        {
            var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            if (string.IsNullOrWhiteSpace(settings.Host)) return (null, $"It names no Host. {Form}");
            Complete(settings, [.. given.Keys.Cast<string>().Select(Plain)]);
            return (settings, null);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            return (null, $"It cannot be read. {Form}");
        }
    }

    /// <summary>The database as messages name it: without user and password.</summary>
    public static string Describe(NpgsqlConnectionStringBuilder settings) =>
        $"The PostgreSQL database '{settings.Database ?? settings.Username}' at {settings.Host}:{settings.Port}";

    private static void Complete(NpgsqlConnectionStringBuilder settings, HashSet<string> given)
    {
        if (!given.Contains("applicationname")) settings.ApplicationName = "plantops";
        if (!given.Contains("timeout")) settings.Timeout = 5;
        if (!given.Contains("commandtimeout")) settings.CommandTimeout = 15;
        if (!given.Contains("maxpoolsize") && !given.Contains("maximumpoolsize")) settings.MaxPoolSize = 20;
        // Passwords and readings do not cross a network in the clear unless somebody says so.
        if (!given.Contains("sslmode") && !IsLocal(settings.Host!)) settings.SslMode = SslMode.VerifyFull;
        // Of several servers only one takes writes, and which that is changes.
        if (!given.Contains("targetsessionattributes") && settings.Host!.Contains(',', StringComparison.Ordinal))
            settings.TargetSessionAttributes = "primary";
        // Nothing that a connection keeps does harm, and the table that readings arrive in is to be kept.
        settings.NoResetOnClose = true;
        settings.IncludeErrorDetail = false;
        settings.PersistSecurityInfo = false;
    }

    private static bool IsLocal(string hosts) => hosts.Split(',').Select(WithoutPort).All(host =>
        host.StartsWith('/') || host.StartsWith('@') || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)));

    private static string WithoutPort(string host) =>
        host.IndexOf(':', StringComparison.Ordinal) is > 0 and var at && at == host.LastIndexOf(':') ? host[..at] : host;

    private static string Plain(string key) => key.Replace(" ", string.Empty, StringComparison.Ordinal).ToLowerInvariant();
}
