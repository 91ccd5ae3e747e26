using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Tests.Telemetry.Retention;

public sealed class RetentionOptionsTests
{
    [Fact]
    public void Value_NothingSet_IsAsDocumented()
    {
        var options = Options([]);
        Assert.Equal([400, 1095, 0, 0], Tiers.All.Select(options.DaysOf));
    }

    [Fact]
    public void Value_Set_IsTaken()
    {
        var options = Options(
            new()
            {
                ["Retention:RawDays"] = "30",
                ["Retention:QuarterHourDays"] = "90",
                ["Retention:HourDays"] = "400",
                ["Retention:DayDays"] = "0",
            });
        Assert.Equal([30, 90, 400, 0], Tiers.All.Select(options.DaysOf));
    }

    [Theory]
    [InlineData("Retention:RawDays", "1")]
    [InlineData("Retention:QuarterHourDays", "-3")]
    [InlineData("Retention:HourDays", "a year")]
    [InlineData("Retention:DayDays", "36501")]
    [InlineData("Retention:QuarterHourDays", "100")]
    [InlineData("Retention:HourDays", "1000")]
    public void Value_Wrong_NamesTheKey(string key, string value)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Options(new() { [key] = value }));
        Assert.StartsWith(key, Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Value_FinerKeptForEver_NamesTheCoarser()
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Options(new() { ["Retention:RawDays"] = "0" }));
        Assert.Contains("for ever", Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    private static RetentionOptions Options(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .AddRetention()
        .BuildServiceProvider()
        .GetRequiredService<IOptions<RetentionOptions>>().Value;
}
