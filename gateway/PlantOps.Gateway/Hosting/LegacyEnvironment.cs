namespace PlantOps.Gateway.Hosting;

/// <summary>The environment variables of the reference system, as settings of this one.</summary>
internal static class LegacyEnvironment
{
    public const string UseTls = "MQTT_USE_TLS";

    private const string DefaultPlainPort = "1883";

    public static Dictionary<string, string?> Read(Func<string, string?> variable)
    {
        var settings = new Dictionary<string, string?>();
        Map("MQTT_TLS_PORT", "Mqtt:TlsPort");
        Map("MQTT_CA_CERT", "Certificates:CopyCaTo");
        Map("LOG_FORMAT", "Log:Format");
        Map("LOG_LEVEL", "Log:Level");
        Map(UseTls, UseTls);

        // TLS is never off here; "no TLS" adds the plain port, which binds to loopback only.
        if (bool.TryParse(variable(UseTls), out var tls) && !tls) settings["Mqtt:PlainPort"] = DefaultPlainPort;
        return settings;

        void Map(string name, string key)
        {
            if (!string.IsNullOrEmpty(variable(name))) settings[key] = variable(name);
        }
    }
}
