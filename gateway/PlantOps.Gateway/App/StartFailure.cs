using System.Globalization;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Storage.Moving;

namespace PlantOps.Gateway.App;

/// <summary>Says in plain lines why a start failed.</summary>
internal static class StartFailure
{
    /// <summary>One line a cause; none where the exception is a bug rather than something its owner can mend.</summary>
    public static IReadOnlyList<string> Explain(Exception exception, EndpointOptions? endpoints) => exception switch
    {
        OptionsValidationException options => [.. options.Failures],
        AggregateException many => [.. many.InnerExceptions.SelectMany(inner => Explain(inner, endpoints))],
        GatewayStartException or StoreUnavailableException or UnreadableRecordException or CorruptBucketException =>
            [exception.Message],
        InvalidDataException when exception.Message.Contains(StoreMarker.Name, StringComparison.Ordinal) => [exception.Message],
        InvalidDataException => [$"appsettings.json cannot be read: {(exception.InnerException ?? exception).Message}"],
        IOException { InnerException: AddressInUseException } when PortIn(exception.Message, endpoints) is ({ } key, var port) =>
            [$"Port {port} ({key}) is already in use on {Where(endpoints!)}. Stop what uses it, or choose another with --{key} PORT."],
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            ["A port below 1024 needs more rights than this user has. Choose a port above 1023."],
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            [$"Listen is {endpoints?.Listen}, which is no address of this machine."],
        _ => [],
    };

    // Kestrel names the endpoint in the text only: "Failed to bind to address https://[::]:8443: address already in use."
    private static (string? Key, int Port) PortIn(string message, EndpointOptions? endpoints) =>
        (endpoints?.Ports ?? []).FirstOrDefault(entry =>
            message.Contains(string.Create(CultureInfo.InvariantCulture, $":{entry.Port}:"), StringComparison.Ordinal));

    private static string Where(EndpointOptions endpoints) => endpoints.Listen?.ToString() ?? "this machine";
}
