using System.Globalization;
using Microsoft.Extensions.Options;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>How devices are let in.</summary>
internal sealed class EnrolmentOptions
{
    /// <summary><c>Enrolment:CodeLifetime</c> as <c>hh:mm:ss</c>, one minute to one day: how long a code can be used.</summary>
    public TimeSpan CodeLifetime { get; set; } = TimeSpan.FromMinutes(15);
}

/// <summary>Reads and checks <see cref="EnrolmentOptions"/>.</summary>
internal sealed class EnrolmentOptionsSetup(IConfiguration configuration)
    : IConfigureOptions<EnrolmentOptions>, IValidateOptions<EnrolmentOptions>
{
    private const string Key = "Enrolment:CodeLifetime";

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public void Configure(EnrolmentOptions options)
    {
        if (configuration[Key] is not { Length: > 0 } text) return;
        options.CodeLifetime = TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var lifetime) ? lifetime : TimeSpan.Zero;
    }

    public ValidateOptionsResult Validate(string? name, EnrolmentOptions options) =>
        options.CodeLifetime >= Shortest && options.CodeLifetime <= Longest
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{Key} must be a time from 00:01:00 to 1.00:00:00 (one minute to one day), but is '{configuration[Key]}'.");
}
