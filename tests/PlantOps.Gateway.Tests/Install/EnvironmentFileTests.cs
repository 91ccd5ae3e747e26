using System.Globalization;
using PlantOps.Gateway.App;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Tests.Install;

/// <summary>The file .env.example, for Compose and systemd, is made from the settings that there are.</summary>
public sealed class EnvironmentFileTests
{
    // A container has its own of these: docker-compose*.yml and the unit say where data and ports are.
    private static readonly Setting[] OfTheContainer =
        [DataDirectory.Setting, EndpointOptions.ListenSetting, EndpointOptions.HttpPortSetting, EndpointOptions.HttpsPortSetting,
            EndpointOptions.MqttTlsPortSetting];

    [Fact]
    public void Example_OfAllSettings_IsWhatIsDeclared()
    {
        var file = Path.Combine(Repository.Root, ".env.example");
        var rendered = Render();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") File.WriteAllText(file, rendered);

        Assert.Equal(File.ReadAllText(file), rendered);
    }

    [Fact]
    public void Example_EachLine_IsASettingOrOfCompose() => Assert.Empty(UnknownSettings.InEnvironment(Lines().Keys));

    /// <summary>What the file sets where every line of it holds.</summary>
    internal static Dictionary<string, string> Lines() => File.ReadLines(Path.Combine(Repository.Root, ".env.example"))
        .Where(line => line.Length > 1 && line.Contains('=', StringComparison.Ordinal) && line[1] != ' ')
        .Select(line => line.TrimStart('#').Split('=', 2))
        .ToDictionary(parts => parts[0], parts => parts[1]);

    private static string Render() =>
        $"""
        # Settings for docker-compose.prod.yml and /etc/plantops/plantops.env. Made from what the gateway declares; UPDATE_DOCS=1
        # with EnvironmentFileTests makes it anew. Copy it to .env and take away the # of what you change; an empty value sets nothing.

        # Which image runs, and the password of the PostgreSQL server beside it, if there is one (--profile postgres).
        #GATEWAY_IMAGE=ghcr.io/plantops/plantops:latest
        #POSTGRES_PASSWORD=

        {string.Join("\n\n", GatewaySettings.All.Except(OfTheContainer).Select(Row))}

        """;

    private static string Row(Setting setting)
    {
        var value = setting is NumberSetting number ? number.Value.ToString(CultureInfo.InvariantCulture) : string.Empty;
        return $"# {setting.Help}\n# {Capital(setting.Values)}. Default: {setting.Default}.\n#{setting.Variable}={value}";
    }

    private static string Capital(string text) => string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1));
}
