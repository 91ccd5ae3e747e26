namespace PlantOps.Device.Core.Enrolment;

/// <summary>Reads a gateway's address as people type it.</summary>
internal static class GatewayAddress
{
    private const string Https = "https://";
    private const string DefaultPort = ":8443";
    private static readonly char[] Slash = { '/' };

    /// <summary>
    /// <c>https://host:port</c> of <c>host</c>, <c>host:port</c> or <c>https://host[:port]</c>;
    /// <see langword="null"/> where it is none of these: credentials never go over plain HTTP.
    /// </summary>
    public static string? Normalise(string typed)
    {
        string address = typed.Trim().TrimEnd(Slash);
        string host = address.StartsWith(Https) ? address.Substring(Https.Length) : address;
        if (host.Length == 0 || host.IndexOf('/') >= 0 || host.IndexOf(' ') >= 0 || host.IndexOf('@') >= 0)
        {
            return null;
        }

        bool hasPort = host.LastIndexOf(':') > host.LastIndexOf(']');
        return string.Concat(Https, host, hasPort ? string.Empty : DefaultPort);
    }
}
