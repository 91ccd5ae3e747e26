using System.Text;
using PlantOps.Contracts.Settings;

namespace PlantOps.Contracts.Tests.Settings;

/// <summary>What every row of the table of settings must be, and that each is read and written.</summary>
public sealed class SettingCatalogueTests
{
    public static TheoryData<DeviceSetting> All => [.. Enum.GetValues<DeviceSetting>()];

    [Fact]
    public void Rows_AreAsManyAsSettings() =>
        Assert.Equal(
            Enum.GetValues<DeviceSetting>().Select(setting => (int)setting), Enumerable.Range(0, SettingCatalogue.Count));

    // What is stored and sent.
    [Fact]
    public void Rows_ThatWereReleased_StayWhatTheyAre() => Assert.Equal(
        [
            "interval_s 5 to 86400, 60", "soil_dry_raw 0 to 4095, 2900", "soil_wet_raw 0 to 4095, 1250",
            "led_dry_percent 0 to 100, 20", "led_wet_percent 0 to 100, 100", "sleep 0 to 1, 0", "publish_s 60 to 86400, 3600",
        ],
        Enum.GetValues<DeviceSetting>().Take(7).Select(
            setting =>
                $"{SettingCatalogue.Name(setting)} {SettingCatalogue.Range(setting)}, {SettingCatalogue.Default(setting)}"));

    [Theory]
    [MemberData(nameof(All))]
    public void Setting_OfADesiredState_IsReadTakenOverAndReported(DeviceSetting setting)
    {
        var value = SettingCatalogue.Max(setting);
        Assert.True(SettingCatalogue.IsInRange(setting, SettingCatalogue.Default(setting)));
        Assert.True(SettingCatalogue.IsInRange(setting, value));
        Assert.False(SettingCatalogue.IsInRange(setting, value + 1));
        var text =
            $$"""{"version":2,"{{SettingCatalogue.Name(setting)}}":{{(SettingCatalogue.IsFlag(setting) ? "true" : value.ToString())}}}""";

        var desired = DesiredState.Parse(Encoding.UTF8.GetBytes(text))!;
        Assert.Equal(value, desired[setting]);
        Assert.Equal(text, Written.By(desired.Write));
        Assert.All(
            Enum.GetValues<DeviceSetting>(), other => Assert.Equal(other == setting, desired[other] != SettingValues.Absent));

        var reported = new ReportedState();
        reported.TakeOver(desired);
        Assert.Equal(value, ReportedState.Parse(Encoding.UTF8.GetBytes(Written.By(reported.Write)))![setting]);
    }
}
