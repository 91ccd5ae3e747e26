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
            .AddEnvironmentVariables(EnvironmentPrefix)
            .AddCommandLine(args);
    }
}
