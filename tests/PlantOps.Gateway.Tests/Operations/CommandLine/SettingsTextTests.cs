using PlantOps.Gateway.Operations.CommandLine;

namespace PlantOps.Gateway.Tests.Operations.CommandLine;

public sealed class SettingsTextTests
{
    [Theory]
    [InlineData("interval_s=300", """{"interval_s":300}""")]
    [InlineData("sleep=true", """{"sleep":true}""")]
    [InlineData("pins.soil=34 pins.led=-1 sensors.light=none", """{"pins":{"soil":34,"led":-1},"sensors":{"light":"none"}}""")]
    [InlineData("sensors.light=a=b", """{"sensors":{"light":"a=b"}}""")]
    public async Task ToJson_OfWhatWasTyped_IsTheChange(string typed, string json)
    {
        using var content = SettingsText.ToJson(typed.Split(' '));

        Assert.Equal(json, await content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
