using System.Globalization;
using Microsoft.Extensions.Options;

namespace PlantOps.Gateway.Notifications;

/// <summary>Reads and checks <see cref="NotificationOptions"/>; by hand, to name every mistake at once.</summary>
internal sealed class NotificationOptionsSetup(IConfiguration configuration)
    : IConfigureOptions<NotificationOptions>, IValidateOptions<NotificationOptions>
{
    private const int LongestHours = 7 * 24;
    private const int LongestBatch = 600;
    private const int Wrong = -1;

    private const string PublicUrl = NotificationOptions.Section + ":" + nameof(NotificationOptions.PublicUrl);
    private const string GiveUp = NotificationOptions.Section + ":" + nameof(NotificationOptions.GiveUpAfterHours);
    private const string Batch = NotificationOptions.Section + ":" + nameof(NotificationOptions.BatchSeconds);

    public void Configure(NotificationOptions options)
    {
        options.PublicUrl = Uri.TryCreate(configuration[PublicUrl], UriKind.Absolute, out var url) && IsWeb(url) ? url : null;
        options.AllowLocalTargets = bool.TryParse(configuration[NotificationOptions.AllowLocalTargetsKey], out var allow) && allow;
        options.GiveUpAfterHours = Number(GiveUp, options.GiveUpAfterHours, 1, LongestHours);
        options.BatchSeconds = Number(Batch, options.BatchSeconds, 0, LongestBatch);
    }

    public ValidateOptionsResult Validate(string? name, NotificationOptions options)
    {
        var errors = new List<string>();
        if (configuration[PublicUrl] is { Length: > 0 } url && options.PublicUrl is null)
            errors.Add($"{PublicUrl} must be an address such as https://plants.example.org, but is '{url}'.");
        if (configuration[NotificationOptions.AllowLocalTargetsKey] is { Length: > 0 } allow && !bool.TryParse(allow, out _))
            errors.Add($"{NotificationOptions.AllowLocalTargetsKey} must be true or false, but is '{allow}'.");
        if (options.GiveUpAfterHours == Wrong) errors.Add($"{GiveUp} must be a number of hours from 1 to {LongestHours}, but is '{configuration[GiveUp]}'.");
        if (options.BatchSeconds == Wrong) errors.Add($"{Batch} must be a number of seconds from 0 to {LongestBatch}, but is '{configuration[Batch]}'.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    public static bool IsWeb(Uri url) => url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp;

    private int Number(string key, int otherwise, int least, int most) => configuration[key] is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : Wrong;
}
