namespace PlantOps.Gateway.Hosting;

/// <summary>Where settings come from; the later source wins.</summary>
internal static class GatewayConfiguration
{
    public const string EnvironmentPrefix = "PLANTOPS_";

    /// <summary>The file with settings, beside the executable.</summary>
    public static string File => Path.Combine(AppContext.BaseDirectory, "appsettings.json");

    /// <summary>
    /// Replaces the framework's sources: unprefixed environment variables would let a stray <c>LISTEN</c> in, and
    /// <c>ASPNETCORE_URLS</c> of a container image would contradict the ports that are configured here.
    /// </summary>
    public static void UseGatewaySources(this IConfigurationBuilder configuration, string[] args)
    {
        configuration.Sources.Clear();
        configuration
            .AddJsonFile(File, optional: true, reloadOnChange: false)
            .AddInMemoryCollection(LegacyEnvironment.Read(Environment.GetEnvironmentVariable))
            .AddInMemoryCollection(Variables())
            .AddCommandLine(args);
    }

    // An empty one sets nothing: Compose hands on what nobody set, and would hide what another source has.
    private static Dictionary<string, string?> Variables()
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (variable is not { Key: string name, Value: string { Length: > 0 } value }) continue;
            if (!name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase)) continue;
            settings[name[EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal)] = value;
        }

        return settings;
    }
}
