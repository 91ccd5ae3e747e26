using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.App;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Tests.Hosting.Settings;

/// <summary>A setting is declared in one place; everything that names one agrees with it.</summary>
public sealed partial class GatewaySettingsTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Keys_ReadWhileTheGatewayIsBuilt_AreAllDeclared()
    {
        using var directory = new TemporaryDirectory();
        var recorder = new Recorder();
        var configuration = new ConfigurationRoot([new Values(directory.Path), recorder]);

        using (GatewayApp.Build(
            ["--DataDirectory", directory.Path], services => services.AddSingleton<IConfiguration>(configuration)))
        {
            Assert.Contains("Http:Port", recorder.Keys);
            // Keys in upper case are environment variables of others: the reference system's and OpenTelemetry's.
            Assert.DoesNotContain(recorder.Keys, key => GatewaySettings.Find(key) is null && key.Any(char.IsLower));
        }
    }

    [Fact]
    public void Keys_WrittenInTheProgram_AreAllDeclared()
    {
        var keys = Literals(typeof(GatewaySettings).Assembly.Location).Where(text => Key().IsMatch(text)).ToList();

        Assert.Contains("Http:Port", keys);
        Assert.DoesNotContain(keys, key => GatewaySettings.Find(key) is null);
    }

    [Fact]
    public void Page_OfAllSettings_IsWhatIsDeclared()
    {
        var page = Path.Combine(Root, "docs", "settings.md");
        var rendered = Render();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") File.WriteAllText(page, rendered);

        Assert.Equal(File.ReadAllText(page), rendered);
    }

    [Fact]
    public void Readme_ShowsTheCommonOnesAsTheyAreDeclared()
    {
        var rows = File.ReadAllLines(Path.Combine(Root, "README.md")).Where(line => SettingRow().IsMatch(line));

        Assert.Equal(
            GatewaySettings.All.Where(setting => setting.IsCommon)
                .Select(setting => $"| `{setting.Key}` | {setting.Default} | {setting.Help} |"), rows);
    }

    [Fact]
    public void SettingsFile_ThatComesWithIt_HasTheDefaults()
    {
        var file = new ConfigurationBuilder().AddJsonFile(Path.Combine(Root, "gateway/PlantOps.Gateway/appsettings.json"))
            .Build();

        Assert.All(
            file.AsEnumerable().Where(entry => !string.IsNullOrEmpty(entry.Value)),
            entry => Assert.Equal(GatewaySettings.Find(entry.Key)?.Default, entry.Value));
    }

    private static string Render()
    {
        var rows =
            GatewaySettings.All.Select(setting => $"| `{setting.Key}` | {setting.Default} | {setting.Values} | {setting.Help} |");
        return
            $"""
            # Settings

            Made from what the gateway declares; `UPDATE_DOCS=1 ./tests/run` makes it anew. `plantops serve --help` shows the same.

            A setting is given as `--Key value` or `--Key=value` on the command line, as an environment variable with `__` for each colon (`{EndpointOptions.HttpPortSetting.Variable}=8081`), or in `appsettings.json` beside the executable; the first of these that has it counts. A key that is not here is refused with exit code 2 and the nearest right one, wherever it is set. An empty variable sets nothing. A list is one text with commas, or `Key:0`, `Key:1` and so on.

            | setting | default | what it can be | |
            |---|---|---|---|
            {string.Join('\n', rows)}

            From the environment alone: `LOG_FORMAT` and `LOG_LEVEL` as `Log:Format` and `Log:Level`, `MQTT_TLS_PORT` as `Mqtt:TlsPort`, `MQTT_CA_CERT` as `Certificates:CopyCaTo`, and `MQTT_USE_TLS=false`, which opens `Mqtt:PlainPort` 1883 beside the port with TLS.

            """;
    }

    private static IEnumerable<string> Literals(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var reader = file.GetMetadataReader();
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = reader.GetNextHandle(handle))
            yield return reader.GetUserString(handle);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PlantOps.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex("^[A-Z][A-Za-z]+(:[A-Z][A-Za-z]+)+$")]
    private static partial Regex Key();

    [GeneratedRegex(@"^\| `(DataDirectory|Listen|[A-Z][A-Za-z]+:[A-Za-z]+)` \|")]
    private static partial Regex SettingRow();

    private sealed class Values : ConfigurationProvider
    {
        public Values(string directory) => Data["DataDirectory"] = directory;
    }

    /// <summary>Is asked for every key, and knows none.</summary>
    private sealed class Recorder : ConfigurationProvider
    {
        public HashSet<string> Keys { get; } = [];

        public override bool TryGet(string key, out string? value)
        {
            Keys.Add(key);
            value = null;
            return false;
        }
    }
}
