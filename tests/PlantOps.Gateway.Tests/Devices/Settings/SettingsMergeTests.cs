using System.Text.Json;
using System.Text.Json.Nodes;
using PlantOps.Contracts.Settings;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Settings;

namespace PlantOps.Gateway.Tests.Devices.Settings;

/// <summary>Every setting there is keeps its value whatever else changes.</summary>
public sealed class SettingsMergeTests
{
    private static readonly DevicesJson Wire = DevicesJson.Default;

    // Whatever the JSON of a desired state knows: a property that is added is walked by itself.
    private static readonly string[] Names =
        [.. Wire.DesiredSettings.Properties.Where(property => property.Get is not null).Select(property => property.Name)];

    public static TheoryData<string> Settings => [.. Names.Except(["version", "ca_pem"])];

    [Fact]
    public void Settings_OfTheCatalogue_AreKnownToTheApi() => Assert.Equal(
        Enum.GetValues<DeviceSetting>().Select(SettingCatalogue.Name).Append("pins").Append("sensors").Order(),
        Names.Except(["version", "ca_pem"]).Order());

    [Fact]
    public void WithCa_EverySettingSet_KeepsEach()
    {
        var desired = Everything(4);
        var renewed = SettingsMerge.WithCa(desired, null, "new");
        Assert.Equal((5, "new"), (renewed.Version, renewed.CaPem));
        Assert.Equal(Without(desired), Without(renewed));
        Assert.Equal(4, SettingsMerge.WithoutCa(desired).Version);
        Assert.Null(SettingsMerge.WithoutCa(desired).CaPem);
        Assert.Equal(Without(desired), Without(SettingsMerge.WithoutCa(desired)));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Merge_OneChanged_IsChangedAndTheOthersStay(string name)
    {
        var desired = Everything(4);
        var change = new JsonObject { [name] = Value(name, 7) }.Deserialize(Wire.SettingsChange)!;
        var expected = Json(desired);
        foreach (var (key, value) in Json(change)) expected[key] = value!.DeepClone();
        expected["version"] = 5;
        Assert.Equal(expected.ToJsonString(), Json(SettingsMerge.Merge(desired, null, change)).ToJsonString());
        Assert.Equal(Json(change).ToJsonString(), Without(SettingsMerge.Merge(null, null, change)));
    }

    [Fact]
    public void Merge_PinsAndSensors_EachByItself()
    {
        var before = new DesiredSettings
        {
            Version = 1,
            Pins = new Dictionary<string, int> { ["soil"] = 34, ["led"] = 2 },
            Sensors = new Dictionary<string, string> { ["light"] = "none" },
        };
        var change = new SettingsChange
        {
            Pins = new Dictionary<string, int> { ["led"] = -1 },
            Sensors = new Dictionary<string, string> { ["soil"] = "none" },
        };
        var after = SettingsMerge.Merge(before, null, change);
        Assert.Equal([("led", -1), ("soil", 34)], after.Pins!.Select(pin => (pin.Key, pin.Value)).Order());
        Assert.Equal([("light", "none"), ("soil", "none")], after.Sensors!.Select(sensor => (sensor.Key, sensor.Value)).Order());
    }

    [Fact]
    public void Merge_CalibratedSince_KeepsThePointsOfTheDevice()
    {
        var desired = new DesiredSettings { Version = 3, IntervalS = 60, SoilDryRaw = 2900 };
        var reported = new ReportedSettings { Version = 3, IntervalS = 5, SoilDryRaw = 3100, SoilWetRaw = 1300 };
        var merged = SettingsMerge.Merge(desired, reported, new SettingsChange { LedDryPercent = 10 });
        Assert.Equal((60, 3100, null, 10), (merged.IntervalS, merged.SoilDryRaw, merged.SoilWetRaw, merged.LedDryPercent));
        Assert.Equal(
            2900, SettingsMerge.Merge(desired, reported with { Version = 2 }, new SettingsChange { Sleep = true }).SoilDryRaw);
    }

    private static DesiredSettings Everything(long version)
    {
        var json = new JsonObject();
        for (var i = 0; i < Names.Length; i++) json[Names[i]] = Value(Names[i], i);
        json["version"] = version;
        return json.Deserialize(Wire.DesiredSettings)!;
    }

    private static JsonNode Value(string name, int number) => name switch
    {
        "pins" => new JsonObject { ["soil"] = number },
        "sensors" => new JsonObject { ["light"] = $"kind-{number}" },
        "ca_pem" => $"pem-{number}",
        _ when Enum.GetValues<DeviceSetting>()
            .Any(setting => SettingCatalogue.Name(setting) == name && SettingCatalogue.IsFlag(setting)) => number % 2 == 1,
        _ => number,
    };

    private static JsonObject Json(DesiredSettings settings) =>
        JsonSerializer.SerializeToNode(settings, Wire.DesiredSettings)!.AsObject();

    private static JsonObject Json(SettingsChange settings) =>
        JsonSerializer.SerializeToNode(settings, Wire.SettingsChange)!.AsObject();

    private static string Without(DesiredSettings settings)
    {
        var json = Json(settings);
        json.Remove("version");
        json.Remove("ca_pem");
        return json.ToJsonString();
    }
}
