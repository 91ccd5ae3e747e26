using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Broker.External.Access;

/// <summary>How a broker of the owner's learns who may connect.</summary>
internal sealed class BrokerAccessOptions
{
    public static readonly Setting KeyFileSetting = new(
        "Broker:AccessKeyFile", "none", "file",
        "A file that has the key, of 32 characters at least, by which the broker is known there.");

    public static readonly Setting ManagementSetting = new(
        "Broker:Management", "none", "http://host:15672 or https://host:15671, several with commas between them",
        "RabbitMQ's management API, by which devices are disconnected that may not come any more.");

    public static readonly Setting DynamicSecuritySetting = new(
        "Broker:DynamicSecurity", "false", "true or false",
        "Whether the gateway keeps the list of clients of mosquitto's dynamic security plugin (docs/fleet.md).");

    /// <summary>In the order of help and documentation.</summary>
    public static readonly IReadOnlyList<Setting> Settings = [KeyFileSetting, ManagementSetting, DynamicSecuritySetting];

    /// <summary>Shortest key, in characters.</summary>
    public const int MinKeyLength = 32;

    /// <summary>What <c>Broker:AccessKeyFile</c> has; <see langword="null"/> where the broker does not ask.</summary>
    public string? Key { get; set; }

    /// <summary><c>Broker:Management</c>: one a node, of which any will do; none where connections are not ended.</summary>
    public IReadOnlyList<Uri> Management { get; set; } = [];

    /// <summary>
    /// Whether mosquitto's list of clients is kept, <c>Broker:DynamicSecurity</c>; needed before there are options.
    /// </summary>
    public static bool HasDynamicSecurity(IConfiguration configuration) =>
        bool.TryParse(configuration[DynamicSecuritySetting.Key], out var isOn) && isOn;
}

/// <summary>Reads and checks <see cref="BrokerAccessOptions"/>.</summary>
internal sealed class BrokerAccessOptionsSetup(IConfiguration configuration)
    : IConfigureOptions<BrokerAccessOptions>, IValidateOptions<BrokerAccessOptions>
{
    private readonly List<string> _errors = [];

    public void Configure(BrokerAccessOptions options)
    {
        _errors.Clear();
        options.Key = Key();
        options.Management = [.. Management()];
        CheckDynamicSecurity();
    }

    public ValidateOptionsResult Validate(string? name, BrokerAccessOptions options) =>
        _errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_errors);

    private string? Key()
    {
        var (setting, port) = (BrokerAccessOptions.KeyFileSetting, EndpointOptions.BrokerAccessPortSetting);
        var isAsked = port.Read(configuration) > 0;
        if (Text(setting) is not { } file)
        {
            if (isAsked) _errors.Add($"{setting.Key} is needed with {port.Key}: the key by which the broker is known.");
            return null;
        }

        var (text, problem) = FileText.Read(file);
        if (problem is not null) _errors.Add($"{setting.Key}: {problem}");
        else if (text!.Length < BrokerAccessOptions.MinKeyLength)
            _errors.Add(
                $"{setting.Key}: '{file}' has {text.Length} characters, and a key at least {BrokerAccessOptions.MinKeyLength}.");
        return isAsked ? text : null;
    }

    private void CheckDynamicSecurity()
    {
        var (key, text) = (BrokerAccessOptions.DynamicSecuritySetting.Key, Text(BrokerAccessOptions.DynamicSecuritySetting));
        if (text is not null && !bool.TryParse(text, out _)) _errors.Add($"{key} must be true or false, but is '{text}'.");
        if (!BrokerAccessOptions.HasDynamicSecurity(configuration)) return;
        if (BrokerMode.In(configuration) != BrokerMode.Mqtt)
            _errors.Add($"{key} is for mosquitto, with {BrokerMode.Setting.Key} {BrokerMode.Mqtt}.");
        else if (Text(BrokerOptions.UsernameSetting) is null)
            _errors.Add($"{key} needs {BrokerOptions.UsernameSetting.Key}: who keeps the list.");
    }

    private IEnumerable<Uri> Management()
    {
        var setting = BrokerAccessOptions.ManagementSetting;
        foreach (var text in (Text(setting) ?? string.Empty).Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0)
                yield return uri;
            else _errors.Add($"{setting.Key}: '{text}' is no address like http://host:15672.");
        }
    }

    private string? Text(Setting setting) => configuration[setting.Key] is { Length: > 0 } text ? text : null;
}
