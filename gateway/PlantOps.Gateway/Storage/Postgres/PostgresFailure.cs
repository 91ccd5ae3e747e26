using System.Data.Common;
using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>Says in plain words what is wrong with the database.</summary>
internal static class PostgresFailure
{
    /// <summary>Whether it is the database's: whatever the server refuses, and whatever happens on the way to it.</summary>
    public static bool IsStorage(Exception exception) =>
        exception is DbException or SocketException or TimeoutException or IOException and not StoreUnavailableException;

    /// <summary>Two gateways were in each other's way; it works when it is done again.</summary>
    public static bool IsCollision(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.SerializationFailure };

    /// <summary>
    /// The data is wrong, whenever it is tried: SQLSTATE classes 22, data exception, and 23, constraint violation.
    /// </summary>
    public static bool IsRefusal(Exception exception) => exception is PostgresException { SqlState: ['2', '2' or '3', ..] };

    public static string Explain(Exception exception) => exception switch
    {
        PostgresException server => Explain(server),
        _ when Has<TimeoutException>(exception) =>
            "it did not answer in time, or every connection that the gateway may open is in use.",
        _ when Has<AuthenticationException>(exception) =>
            "its TLS certificate is not trusted. Name its CA with Root Certificate=… in Store:ConnectionString.",
        _ when Has<SocketException>(exception) =>
            "it cannot be reached. Is PostgreSQL running, and is Store:ConnectionString right?",
        _ when Has<IOException>(exception) => "the connection was lost.",
        _ => exception.Message,
    };

    private static string Explain(PostgresException server) => server.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            "it does not let the gateway in. Check Username and Password in Store:ConnectionString.",
        PostgresErrorCodes.InvalidCatalogName => "it does not exist. Create it: docs/storage.md says how.",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"the gateway's role lacks a right: {server.MessageText}. docs/storage.md says what it needs.",
        PostgresErrorCodes.TooManyConnections =>
            "all its connections are in use. Raise max_connections, or lower Max Pool Size of its users.",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown => "it was stopped, or ended the connection.",
        PostgresErrorCodes.CannotConnectNow => "it is starting or stopping.",
        PostgresErrorCodes.DiskFull => "its disk is full.",
        PostgresErrorCodes.QueryCanceled => "it took too long to answer.",
        PostgresErrorCodes.ReadOnlySqlTransaction => "it takes no writes: it is a standby, or was made read-only.",
        _ => $"{server.MessageText} ({server.SqlState}).",
    };

    private static bool Has<T>(Exception exception)
        where T : Exception
    {
        for (var e = exception; e is not null; e = e.InnerException!)
        {
            if (e is T) return true;
        }

        return false;
    }
}
