using System.Globalization;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>How devices are let in.</summary>
internal sealed class EnrolmentOptions
{
    public static readonly TimeSetting CodeLifetimeSetting = new(
        "Enrolment:CodeLifetime", TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(1), TimeSpan.FromDays(1),
        "How long a code can be used.");

    public static readonly IReadOnlyList<Setting> Settings = [CodeLifetimeSetting];

    /// <summary><c>Enrolment:CodeLifetime</c> as <c>hh:mm:ss</c>, one minute to one day: how long a code can be used.</summary>
    public TimeSpan CodeLifetime { get; set; } = CodeLifetimeSetting.Value;
}

/// <summary>Reads and checks <see cref="EnrolmentOptions"/>.</summary>
internal sealed class EnrolmentOptionsSetup(IConfiguration configuration)
    : IConfigureOptions<EnrolmentOptions>, IValidateOptions<EnrolmentOptions>
{
    private static readonly TimeSetting Setting = EnrolmentOptions.CodeLifetimeSetting;

    public void Configure(EnrolmentOptions options)
    {
        if (configuration[Setting.Key] is not { Length: > 0 } text) return;
        options.CodeLifetime = TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var lifetime) ? lifetime : TimeSpan.Zero;
    }

    public ValidateOptionsResult Validate(string? name, EnrolmentOptions options) =>
        options.CodeLifetime >= Setting.Min && options.CodeLifetime <= Setting.Max
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{Setting.Key} must be a time from 00:01:00 to 1.00:00:00 (one minute to one day), but is '{configuration[Setting.Key]}'.");
}
