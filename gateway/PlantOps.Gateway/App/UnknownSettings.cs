using PlantOps.Gateway.CommandLine.Usage;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.App;

/// <summary>Keys that are set and are no setting: a typing mistake that would change nothing, in silence.</summary>
internal static class UnknownSettings
{
    /// <summary>What is wrong with environment variables.</summary>
    public static IEnumerable<string> InEnvironment(IEnumerable<string> variables) => variables
        .Where(name => name.StartsWith(GatewayConfiguration.EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
        .Where(name => !IsServiceLink(name) && GatewaySettings.Find(KeyOf(name)) is null)
        .Order(StringComparer.Ordinal)
        .Select(name => $"The environment variable {name} is no setting.{Meant(KeyOf(name), setting => setting.Variable)}");

    /// <summary>What is wrong with the settings file.</summary>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public static IEnumerable<string> InFile(string path)
    {
        var file = new ConfigurationBuilder().AddJsonFile(path, optional: true, reloadOnChange: false).Build();
        return file.AsEnumerable()
            .Where(entry => entry.Value is not null && !IsRemark(entry.Key) && GatewaySettings.Find(entry.Key) is null)
            .Select(entry => $"{path}: '{entry.Key}' is no setting.{Meant(entry.Key, setting => setting.Key)}")
            .Order(StringComparer.Ordinal);
    }

    private static string Meant(string key, Func<Setting, string> name) =>
        NearestWord.Of(key, GatewaySettings.All.Select(setting => setting.Key)) is { } near
            ? $" Did you mean {name(GatewaySettings.Find(near)!)}?"
            : " `plantops serve --help` lists all settings.";

    private static string KeyOf(string variable) =>
        variable[GatewayConfiguration.EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal);

    // "$schema", and notes to oneself.
    private static bool IsRemark(string key) => key.StartsWith('$') || key.StartsWith("//", StringComparison.Ordinal);

    // Kubernetes and Docker set these for a service that is called plantops: PLANTOPS_SERVICE_HOST, PLANTOPS_PORT,
    // PLANTOPS_PORT_8080_TCP_ADDR.
    private static bool IsServiceLink(string variable)
    {
        var name = variable[GatewayConfiguration.EnvironmentPrefix.Length..].ToUpperInvariant();
        return name is "PORT" or "NAME" or "SERVICE_HOST" or "SERVICE_PORT" ||
            name.StartsWith("SERVICE_PORT_", StringComparison.Ordinal) ||
            (name.StartsWith("PORT_", StringComparison.Ordinal) && char.IsAsciiDigit(name.ElementAtOrDefault("PORT_".Length)));
    }
}
