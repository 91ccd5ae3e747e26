using System.Net;
using System.Net.Sockets;

namespace PlantOps.Device.Network;

/// <summary>Where a request goes: <c>https://host[:port]/path</c>.</summary>
internal sealed class HttpsUrl
{
    private const string Scheme = "https://";
    private const int DefaultPort = 443;

    private HttpsUrl(string authority, string host, int port, string path)
    {
        Authority = authority;
        Host = host;
        Port = port;
        Path = path;
    }

    /// <summary>Host and port as they were given.</summary>
    public string Authority { get; }

    public string Host { get; }

    public int Port { get; }

    public string Path { get; }

    /// <summary>Takes an address apart; <see langword="null"/> where it is none.</summary>
    public static HttpsUrl? Parse(string url)
    {
        int slash = url.Length > Scheme.Length ? url.IndexOf('/', Scheme.Length) : -1;
        if (slash < 0 || !url.StartsWith(Scheme))
        {
            return null;
        }

        string authority = url.Substring(Scheme.Length, slash - Scheme.Length);
        int colon = authority.LastIndexOf(':');
        string host = colon < 0 ? authority : authority.Substring(0, colon);
        int port = colon < 0 ? DefaultPort : PortOf(authority, colon + 1);
        return host.Length == 0 || port < 0 ? null : new HttpsUrl(authority, host, port, url.Substring(slash));
    }

    /// <summary>Asks for the host's address, without a deadline; throws where there is none.</summary>
    public IPAddress Address()
    {
        if (IsAddress())
        {
            return IPAddress.Parse(Host);
        }

        IPAddress[] all = Dns.GetHostEntry(Host).AddressList;
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i].AddressFamily == AddressFamily.InterNetwork)
            {
                return all[i];
            }
        }

        return all[0];
    }

    private bool IsAddress()
    {
        for (int i = 0; i < Host.Length; i++)
        {
            if (Host[i] != '.' && (Host[i] < '0' || Host[i] > '9'))
            {
                return false;
            }
        }

        return true;
    }

    private static int PortOf(string authority, int first)
    {
        int port = 0;
        for (int i = first; i < authority.Length; i++)
        {
            char c = authority[i];
            if (c < '0' || c > '9' || port > ushort.MaxValue)
            {
                return -1;
            }

            port = (port * 10) + (c - '0');
        }

        return port < 1 || port > ushort.MaxValue ? -1 : port;
    }
}
