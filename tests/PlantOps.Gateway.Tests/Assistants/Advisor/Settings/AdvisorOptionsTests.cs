using Microsoft.Extensions.Configuration;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Settings;

/// <summary>The advisor as the gateway's settings have it.</summary>
public sealed class AdvisorOptionsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Configure_WithNothingSet_IsOff()
    {
        var (state, errors) = Read();

        Assert.Empty(errors);
        Assert.False(state.Settings.IsOn);
        Assert.Equal((50_000L, 500_000L, 60.0, 7),
            (state.Settings.DayTokens, state.Settings.MonthTokens, state.Settings.Timeout.TotalSeconds,
            state.Settings.RefreshDays));
    }

    [Fact]
    public void Configure_WithEverythingSet_HasIt()
    {
        var file = Path.Combine(_directory.Path, "key");
        File.WriteAllText(file, "sk-of-a-file-4711\n");

        var (state, errors) = Read(
            ("Advisor:Provider", "Openai"), ("Advisor:Model", "gpt-5-mini"), ("Advisor:ApiKeyFile", file),
                ("Advisor:TimeoutSeconds", "30"),
            ("Advisor:DayTokens", "1000"), ("Advisor:MonthTokens", "9000"), ("Advisor:InputPrice", "0.25"),
                ("Advisor:OutputPrice", "2"),
            ("Advisor:MonthCost", "5"), ("Advisor:RefreshDays", "3"), ("Advisor:Photos", "true"),
                ("Advisor:AllowLocalTargets", "True"));

        Assert.Empty(errors);
        var settings = state.Settings;
        Assert.Equal((AdvisorProvider.Openai, "gpt-5-mini", "sk-of-a-file-4711"),
            (settings.Provider, settings.Model, settings.ApiKey));
        Assert.Equal((30.0, 1000L, 9000L, 3),
            (settings.Timeout.TotalSeconds, settings.DayTokens, settings.MonthTokens, settings.RefreshDays));
        Assert.Equal((0.25m, 2m, 5m), (settings.InputPrice, settings.OutputPrice, settings.MonthCost));
        Assert.Equal((true, true, true), (settings.Photos, settings.AllowLocalTargets, settings.IsOn));
        Assert.Equal((AdvisorSource.Settings, AdvisorSource.Settings), (state.Source, state.KeySource));
    }

    [Fact]
    public void Validate_WithEverythingWrong_NamesEveryKeyAndNeverTheSecret()
    {
        var (_, errors) = Read(
            ("Advisor:Provider", "gemini"), ("Advisor:Model", "a\nb"), ("Advisor:Address", "ftp://x"),
                ("Advisor:ApiKey", "sk-secret 4711"),
            ("Advisor:TimeoutSeconds", "long"), ("Advisor:DayTokens", "0"), ("Advisor:MonthTokens", "-5"),
                ("Advisor:InputPrice", "NaN"),
            ("Advisor:OutputPrice", "-1"), ("Advisor:MonthCost", "Infinity"), ("Advisor:RefreshDays", "1.5"),
                ("Advisor:Photos", "yes"),
            ("Advisor:AllowLocalTargets", "1"));

        foreach (var key in new[]
        {
            "Provider", "Model", "Address", "ApiKey", "TimeoutSeconds", "DayTokens", "MonthTokens", "InputPrice", "OutputPrice",
                "MonthCost",
            "RefreshDays", "Photos", "AllowLocalTargets",
        })
        {
            Assert.Contains(errors, error => error.StartsWith($"Advisor:{key}", StringComparison.Ordinal));
        }

        Assert.DoesNotContain(errors, error => error.Contains("sk-secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Advisor:ApiKeyFile", "no-such-file", "cannot be read")]
    [InlineData("Advisor:ApiKeyFile", "/dev/zero", "longer than a key")]
    [InlineData("Advisor:ApiKeyFile", "", "is empty")]
    [InlineData("Advisor:ApiKey", "sk-2", "leave one out")]
    public void Validate_AKeyFileThatIsNoGood_SaysSo(string key, string value, string says)
    {
        var file = Path.Combine(_directory.Path, value.Length == 0 ? "empty" : "key");
        File.WriteAllText(file, value.Length == 0 ? "\n" : "sk-1");
        var path = value == "/dev/zero" ? value : value == "no-such-file" ? Path.Combine(_directory.Path, value) : file;
        (string, string)[] values = key == "Advisor:ApiKey" ? [(key, value), ("Advisor:ApiKeyFile", file)] : [(key, path)];

        var (_, errors) = Read(values);

        Assert.Contains(errors, error => error.StartsWith("Advisor:ApiKeyFile:", StringComparison.Ordinal)
            && error.Contains(says, StringComparison.Ordinal));
    }

    private static (AdvisorState State, IReadOnlyList<string> Errors) Read(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value))).Build();
        var setup = new AdvisorOptionsSetup(configuration);
        var options = new AdvisorOptions();
        setup.Configure(options);
        return (options.Configured, [.. setup.Validate(null, options).Failures ?? []]);
    }
}
