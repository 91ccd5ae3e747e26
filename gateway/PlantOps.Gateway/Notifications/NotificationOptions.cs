using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Notifications;

/// <summary>How people are told.</summary>
internal sealed class NotificationOptions
{
    public static readonly Setting AllowLocalTargetsSetting = new(
        "Notifications:AllowLocalTargets", "false", "true or false", "Whether messages may go to addresses of the local network.")
    {
        IsCommon = true, IsWord = true,
    };

    public static readonly NumberSetting GiveUpAfterHoursSetting = new(
        "Notifications:GiveUpAfterHours", 24, 1, 7 * 24, "hours", "How long a message is tried.");

    public static readonly NumberSetting BatchSecondsSetting = new(
        "Notifications:BatchSeconds", 20, 0, 600, "seconds", "How long to wait for more to say, so that it becomes one message.");

    /// <summary>In the order of help and documentation.</summary>
    public static readonly IReadOnlyList<Setting> Settings =
    [
        AllowLocalTargetsSetting, GiveUpAfterHoursSetting, BatchSecondsSetting,
    ];

    public static readonly string AllowLocalTargetsKey = AllowLocalTargetsSetting.Key;

    /// <summary>
    /// <c>Notifications:PublicUrl</c>: where people reach this gateway, for links in messages; none without it.
    /// </summary>
    public Uri? PublicUrl { get; set; }

    /// <summary><c>Notifications:AllowLocalTargets</c>: whether messages may go to addresses of the local network.</summary>
    public bool AllowLocalTargets { get; set; }

    /// <summary><c>Notifications:GiveUpAfterHours</c>: how long a message is tried.</summary>
    public int GiveUpAfterHours { get; set; } = GiveUpAfterHoursSetting.Value;

    /// <summary><c>Notifications:BatchSeconds</c>: how long to wait for more to say, so that it becomes one message.</summary>
    public int BatchSeconds { get; set; } = BatchSecondsSetting.Value;
}

/// <summary>Reads and checks <see cref="NotificationOptions"/>; by hand, to name every mistake at once.</summary>
internal sealed class NotificationOptionsSetup(IConfiguration configuration)
    : IConfigureOptions<NotificationOptions>, IValidateOptions<NotificationOptions>
{
    private const int Wrong = -1;

    private static readonly string PublicUrl = CrossFeatureSettings.PublicUrl.Key;
    private static readonly NumberSetting GiveUp = NotificationOptions.GiveUpAfterHoursSetting;
    private static readonly NumberSetting Batch = NotificationOptions.BatchSecondsSetting;

    public void Configure(NotificationOptions options)
    {
        options.PublicUrl = Uri.TryCreate(configuration[PublicUrl], UriKind.Absolute, out var url) && IsWeb(url) ? url : null;
        options.AllowLocalTargets = bool.TryParse(configuration[NotificationOptions.AllowLocalTargetsKey], out var allow)
            && allow;
        options.GiveUpAfterHours = GiveUp.Read(configuration) ?? Wrong;
        options.BatchSeconds = Batch.Read(configuration) ?? Wrong;
    }

    public ValidateOptionsResult Validate(string? name, NotificationOptions options)
    {
        var errors = new List<string>();
        if (configuration[PublicUrl] is { Length: > 0 } url && options.PublicUrl is null)
            errors.Add($"{PublicUrl} must be an address such as https://plants.example.org, but is '{url}'.");
        if (configuration[NotificationOptions.AllowLocalTargetsKey] is { Length: > 0 } allow && !bool.TryParse(allow, out _))
            errors.Add($"{NotificationOptions.AllowLocalTargetsKey} must be true or false, but is '{allow}'.");
        if (options.GiveUpAfterHours == Wrong) errors.Add(NoNumber(GiveUp));
        if (options.BatchSeconds == Wrong) errors.Add(NoNumber(Batch));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    public static bool IsWeb(Uri url) => url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp;

    private string NoNumber(NumberSetting setting) =>
        $"{setting.Key} must be a number of {setting.Unit} from {setting.Min} to {setting.Max}, but is '{configuration[setting.Key]}'.";
}
