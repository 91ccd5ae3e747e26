using Microsoft.Extensions.Configuration;
using PlantOps.Gateway.Notifications;

namespace PlantOps.Gateway.Tests.Notifications;

public sealed class NotificationOptionsTests
{
    [Fact]
    public void Validate_Defaults_AreFine()
    {
        var (options, errors) = Read();

        Assert.Empty(errors);
        Assert.Equal((null, false, 24, 20),
            (options.PublicUrl, options.AllowLocalTargets, options.GiveUpAfterHours, options.BatchSeconds));
    }

    [Fact]
    public void Validate_EverythingWrong_NamesEachKey()
    {
        var (_, errors) = Read(
            ("PublicUrl", "plants"), ("AllowLocalTargets", "perhaps"), ("GiveUpAfterHours", "0"), ("BatchSeconds", "-1"));

        Assert.Equal(
            ["Notifications:AllowLocalTargets", "Notifications:BatchSeconds", "Notifications:GiveUpAfterHours",
                "Notifications:PublicUrl"],
            errors.Select(error => error.Split(' ')[0]).Order());
    }

    private static (NotificationOptions Options, IEnumerable<string> Errors) Read(params (string Key, string Value)[] settings)
    {
        var setup = new NotificationOptionsSetup(new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(setting => new KeyValuePair<string, string?>("Notifications:" + setting.Key, setting.Value)))
                .Build());
        var options = new NotificationOptions();
        setup.Configure(options);
        return (options, setup.Validate(null, options).Failures ?? []);
    }
}
