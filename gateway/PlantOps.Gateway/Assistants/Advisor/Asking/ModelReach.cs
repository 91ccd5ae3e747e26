using System.Net;
using System.Net.Sockets;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Notifications.Sending;

namespace PlantOps.Gateway.Assistants.Advisor.Asking;

/// <summary>
/// Where a model may be: outside; on this machine as well; or anywhere. The address is checked that is connected to. In the
/// clear it is asked inside only: a key is never seen on the way.
/// </summary>
internal sealed class ModelReach
{
    private static readonly string AllowLocal = $"{AdvisorOptions.AllowLocalTargetsSetting.Key} is true";

    /// <summary>The internet.</summary>
    public static readonly ModelReach Outside = new("advisor", $"the local network, where {AllowLocal},", _ => false);

    /// <summary>The same, and this machine.</summary>
    public static readonly ModelReach Loopback = new(
        "advisor-loopback", $"this machine, and where {AllowLocal} the local network,",
        address => IPAddress.IsLoopback(LocalAddresses.Plain(address)));

    /// <summary>The same, and the networks that this machine is in.</summary>
    public static readonly ModelReach Anywhere = new("advisor-local", "the local network", _ => true);

    public static readonly IReadOnlyList<ModelReach> All = [Outside, Loopback, Anywhere];

    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    private readonly string _inside;
    private readonly Predicate<IPAddress> _allowsInside;

    private ModelReach(string clientName, string inside, Predicate<IPAddress> allowsInside)
    {
        ClientName = clientName;
        _inside = inside;
        _allowsInside = allowsInside;
    }

    /// <summary>Of the HTTP client that goes no further: each has connections of its own.</summary>
    public string ClientName { get; }

    public static ModelReach Of(AdvisorSettings settings) => settings.AllowLocalTargets ? Anywhere
        : settings.Provider == AdvisorProvider.Compatible ? Loopback
        : Outside;

    /// <summary>
    /// What is wrong with an address that can be seen before it is connected to; <see langword="null"/> where nothing is.
    /// </summary>
    public string? Problem(Uri address)
    {
        var host = address.IdnHost;
        IPAddress? literal = null;
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
            literal = IPAddress.Loopback;
        else if (!IPAddress.TryParse(host.Trim('[', ']'), out literal)) return null;
        return Allows(address.Scheme, literal) ? null : Refusal(address.Scheme, host);
    }

    /// <summary>What HTTP goes over. No redirects: they would lead elsewhere. No proxy: it would connect in our place.</summary>
    public SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = ConnectionLifetime,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var scheme = context.InitialRequestMessage.RequestUri!.Scheme;
            var socket = await TargetConnector.Connect(
                context.DnsEndPoint.Host, context.DnsEndPoint.Port, address => Allows(scheme, address),
                host => Refusal(scheme, host), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    private bool Allows(string scheme, IPAddress address) =>
        LocalAddresses.LeadInside(address) ? _allowsInside(address) : scheme == Uri.UriSchemeHttps;

    private string Refusal(string scheme, string host) => scheme == Uri.UriSchemeHttp
        ? $"'{host}': an address with http:// is for {_inside} only."
        : $"'{host}' is in the local network. A model is asked there only where {AllowLocal}.";
}
