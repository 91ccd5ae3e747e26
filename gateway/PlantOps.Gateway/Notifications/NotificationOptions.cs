using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.Notifications;

/// <summary>How people are told.</summary>
internal sealed class NotificationOptions
{
    public static readonly string AllowLocalTargetsKey = GatewaySettings.AllowLocalTargets.Key;

    /// <summary><c>Notifications:PublicUrl</c>: where people reach this gateway, for links in messages; none without it.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary><c>Notifications:AllowLocalTargets</c>: whether messages may go to addresses of the local network.</summary>
    public bool AllowLocalTargets { get; set; }

    /// <summary><c>Notifications:GiveUpAfterHours</c>: how long a message is tried.</summary>
    public int GiveUpAfterHours { get; set; } = GatewaySettings.GiveUpAfterHours.Value;

    /// <summary><c>Notifications:BatchSeconds</c>: how long to wait for more to say, so that it becomes one message.</summary>
    public int BatchSeconds { get; set; } = GatewaySettings.BatchSeconds.Value;
}
