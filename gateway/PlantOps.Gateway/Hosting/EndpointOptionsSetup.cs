using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Hosting;

/// <summary>
/// Reads and checks <see cref="EndpointOptions"/>. By hand rather than with the binder, which throws at the first
/// value of a wrong type and would hide every other mistake.
/// </summary>
internal sealed class EndpointOptionsSetup(IConfiguration configuration)
    : IConfigureOptions<EndpointOptions>, IValidateOptions<EndpointOptions>
{
    private const int Unreadable = -1;

    public void Configure(EndpointOptions options)
    {
        options.HttpPort = Number(EndpointOptions.HttpPortSetting);
        options.HttpsPort = Number(EndpointOptions.HttpsPortSetting);
        options.MqttTlsPort = Number(EndpointOptions.MqttTlsPortSetting);
        options.MqttPlainPort = Number(EndpointOptions.MqttPlainPortSetting);
        options.HasBroker = BrokerMode.IsEmbedded(configuration);
        options.BrokerAccessPort = Number(EndpointOptions.BrokerAccessPortSetting);
        options.BrokerAccessListen =
            IPAddress.TryParse(configuration[EndpointOptions.BrokerAccessListenSetting.Key], out var asked)
                ? asked
                : IPAddress.Loopback;
        options.MaxConnections = Number(EndpointOptions.MaxConnectionsSetting);
        options.Listen = IPAddress.TryParse(configuration[EndpointOptions.ListenSetting.Key], out var address) ? address : null;
    }

    public ValidateOptionsResult Validate(string? name, EndpointOptions options)
    {
        var errors = new List<string>();
        Check(EndpointOptions.HttpPortSetting, options.HttpPort);
        Check(EndpointOptions.HttpsPortSetting, options.HttpsPort);
        Check(EndpointOptions.MqttTlsPortSetting, options.MqttTlsPort);
        Check(EndpointOptions.MqttPlainPortSetting, options.MqttPlainPort);
        Check(EndpointOptions.BrokerAccessPortSetting, options.BrokerAccessPort);
        errors.AddRange(SharedPorts(options));
        errors.AddRange(AccessProblems(options));
        if (BrokerMode.Problem(configuration) is { } problem) errors.Add(problem);
        if (options.MaxConnections == Unreadable)
        {
            var (setting, text) = (EndpointOptions.MaxConnectionsSetting,
                configuration[EndpointOptions.MaxConnectionsSetting.Key]);
            errors.Add($"{setting.Key} must be a number from {setting.Min} to {setting.Max}, but is '{text}'.");
        }

        if (options.Listen is null && configuration[EndpointOptions.ListenSetting.Key] is { Length: > 0 } listen)
        {
            errors.Add($"Listen must be an IP address, or empty for all addresses, but is '{listen}'.");
        }

        if (configuration[LegacyEnvironment.UseTls] is { } tls && !bool.TryParse(tls, out _))
        {
            errors.Add($"{LegacyEnvironment.UseTls} must be true or false, but is '{tls}'.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Check(NumberSetting setting, int port)
        {
            if (port != Unreadable) return;
            var off = setting.Zero is null ? "," : ", or 0 to turn it off,";
            errors.Add(
                $"{setting.Key} must be a port from {setting.Min} to {setting.Max}{off} but is '{configuration[setting.Key]}'.");
        }
    }

    private IEnumerable<string> AccessProblems(EndpointOptions options)
    {
        var (port, listen) = (EndpointOptions.BrokerAccessPortSetting.Key, EndpointOptions.BrokerAccessListenSetting.Key);
        if (options is { BrokerAccessPort: > 0, HasBroker: true })
            yield return $"{port} is for a broker of yours, and {BrokerMode.Setting.Key} is {BrokerMode.Embedded}.";
        if (configuration[listen] is { Length: > 0 } text && !IPAddress.TryParse(text, out _))
            yield return $"{listen} must be an IP address, but is '{text}'.";
    }

    private static IEnumerable<string> SharedPorts(EndpointOptions options) =>
        from entry in options.Ports
        where entry.Port > 0
        group entry.Key by entry.Port into keys
        where keys.Count() > 1
        select $"{string.Join(" and ", keys)} are both {keys.Key.ToString(CultureInfo.InvariantCulture)}: each needs a port of its own.";

    private int Number(NumberSetting setting) => setting.Read(configuration) ?? Unreadable;
}
