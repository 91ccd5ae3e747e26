using System.Diagnostics;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.Gateway.Tests.Broker.External.Access.Mosquitto;

/// <summary>The list of clients that mosquitto's dynamic security plugin keeps.</summary>
internal static class MosquittoList
{
    public const string User = "gateways";
    public const string Password = "the gateways' password";

    /// <summary>Makes a list with nobody in it but the gateways, and returns the lines for mosquitto's configuration.</summary>
    public static string Made(string file)
    {
        var plugin = Directory.Exists("/usr/lib")
            ? Directory.GetDirectories("/usr/lib").Select(folder => Path.Combine(folder, "mosquitto_dynamic_security.so"))
                .FirstOrDefault(File.Exists) : null;
        Component.Need(plugin is not null, "mosquitto's dynamic security plugin");
        Component.Need(File.Exists("/usr/bin/mosquitto_ctrl"), "mosquitto_ctrl");
        File.Delete(file);
        using var made = Process.Start(
            new ProcessStartInfo("mosquitto_ctrl", ["dynsec", "init", file, User, Password]) { RedirectStandardOutput = true })!;
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
        return $"allow_anonymous false\nplugin {plugin}\nplugin_opt_config_file {file}";
    }
}
