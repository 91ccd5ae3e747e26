using System.Globalization;
using System.Net;
using PlantOps.Gateway.Notifications.Sending;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>What is wrong with values that several kinds of channel have; <see langword="null"/> where nothing is.</summary>
internal static class FieldChecks
{
    /// <summary>The address of a page, and where that must not be, not in the local network.</summary>
    public static string? Url(string value, bool allowLocal)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || !NotificationOptionsSetup.IsWeb(url))
            return "An address that begins with https://.";
        if (url.UserInfo.Length > 0) return "An address without a user name in it.";
        if (url.Scheme == Uri.UriSchemeHttp && !allowLocal)
        {
            return "An address that begins with https://; http:// is for the local network, "
                + $"where {NotificationOptions.AllowLocalTargetsKey} is true.";
        }

        return LocalHost(url.IdnHost, allowLocal);
    }

    /// <summary>The name or address of a server.</summary>
    public static string? Host(string value, bool allowLocal) =>
        Uri.CheckHostName(value) == UriHostNameType.Unknown ? "The name or address of a server." : LocalHost(value, allowLocal);

    public static string? Port(string value, bool allowLocal) =>
        int.Parse(value, CultureInfo.InvariantCulture) is >= 1 and <= IPEndPoint.MaxPort ? null : $"1 to {IPEndPoint.MaxPort}.";

    private static string? LocalHost(string host, bool allowLocal)
    {
        if (allowLocal) return null;
        var isLocal = IPAddress.TryParse(host, out var address)
            ? LocalAddresses.LeadInside(address)
            : host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        return isLocal ? LocalTargetException.Reason(host) : null;
    }
}
