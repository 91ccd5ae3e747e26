namespace PlantOps.Gateway.Notifications.Sending;

/// <summary>A target is in the local network, and that is not allowed.</summary>
internal sealed class LocalTargetException(string host) : IOException(Reason(host))
{
    public static string Reason(string host) =>
        $"'{host}' is in the local network. Messages go there only where {NotificationOptions.AllowLocalTargetsKey} is true.";
}
