using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Settings;

namespace PlantOps.Gateway.Tests.Devices.Settings;

public sealed class SettingsTextTests
{
    [Theory]
    [InlineData("interval_s=300", """{"interval_s":300}""")]
    [InlineData("sleep=true", """{"sleep":true}""")]
    [InlineData("pins.soil=34 pins.led=-1 sensors.light=none", """{"pins":{"soil":34,"led":-1},"sensors":{"light":"none"}}""")]
    [InlineData("sensors.light=a=b", """{"sensors":{"light":"a=b"}}""")]
    public async Task ToJson_OfWhatWasTyped_IsTheChange(string typed, string json)
    {
        var changes = typed.Split(' ');
        using var content = SettingsText.ToJson(changes, DeviceSettingNames.All);

        Assert.All(changes, change => Assert.Null(SettingsText.Problem(change, DeviceSettingNames.All)));
        Assert.Equal(json, await content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Names_OfDeviceSettings_AreThoseThatTheGatewayKnows()
    {
        var names = DevicesJson.Default.SettingsChange.Properties.Where(property => property.Get is not null)
            .Select(property => property.Name);

        Assert.Equal(names.Order(), DeviceSettingNames.All.Select(setting => setting.Name.Split('.')[0]).Distinct().Order());
    }
}
