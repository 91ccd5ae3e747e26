using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;

namespace PlantOps.Gateway.Operations.Hosting;

/// <summary>
/// Reads and checks <see cref="EndpointOptions"/>. By hand rather than with the binder, which throws at the first
/// value of a wrong type and would hide every other mistake.
/// </summary>
internal sealed class EndpointOptionsSetup(IConfiguration configuration)
    : IConfigureOptions<EndpointOptions>, IValidateOptions<EndpointOptions>
{
    private const int Unreadable = -1;
    private const int FewestConnections = 100;
    private const int MostConnections = 1_000_000;

    public void Configure(EndpointOptions options)
    {
        options.HttpPort = Number("Http:Port", options.HttpPort);
        options.HttpsPort = Number("Https:Port", options.HttpsPort);
        options.MqttTlsPort = Number("Mqtt:TlsPort", options.MqttTlsPort);
        options.MqttPlainPort = Number("Mqtt:PlainPort", options.MqttPlainPort);
        options.MaxConnections = Number("MaxConnections", options.MaxConnections);
        options.Listen = IPAddress.TryParse(configuration["Listen"], out var address) ? address : null;
    }

    public ValidateOptionsResult Validate(string? name, EndpointOptions options)
    {
        var errors = new List<string>();
        Check("Http:Port", options.HttpPort, 1);
        Check("Https:Port", options.HttpsPort, 1);
        Check("Mqtt:TlsPort", options.MqttTlsPort, 1);
        Check("Mqtt:PlainPort", options.MqttPlainPort, 0);
        errors.AddRange(SharedPorts(options));
        if (options.MaxConnections is < FewestConnections or > MostConnections)
        {
            var text = configuration["MaxConnections"];
            errors.Add($"MaxConnections must be a number from {FewestConnections} to {MostConnections}, but is '{text}'.");
        }

        if (options.Listen is null && configuration["Listen"] is { Length: > 0 } listen)
        {
            errors.Add($"Listen must be an IP address, or empty for all addresses, but is '{listen}'.");
        }

        if (configuration[LegacyEnvironment.UseTls] is { } tls && !bool.TryParse(tls, out _))
        {
            errors.Add($"{LegacyEnvironment.UseTls} must be true or false, but is '{tls}'.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Check(string key, int port, int lowest)
        {
            if (port >= lowest && port <= IPEndPoint.MaxPort) return;
            var off = lowest == 0 ? ", or 0 to turn it off," : ",";
            errors.Add($"{key} must be a port from 1 to {IPEndPoint.MaxPort}{off} but is '{configuration[key]}'.");
        }
    }

    private static IEnumerable<string> SharedPorts(EndpointOptions options) =>
        from entry in options.Ports
        where entry.Port > 0
        group entry.Key by entry.Port into keys
        where keys.Count() > 1
        select $"{string.Join(" and ", keys)} are both {keys.Key.ToString(CultureInfo.InvariantCulture)}: each needs a port of its own.";

    private int Number(string key, int fallback)
    {
        if (configuration[key] is not { Length: > 0 } text) return fallback;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Unreadable;
    }
}
