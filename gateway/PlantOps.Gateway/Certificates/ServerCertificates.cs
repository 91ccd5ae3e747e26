using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Certificates;

/// <summary>The gateway's CA and the server certificates in use, which are renewed without a restart.</summary>
internal sealed partial class ServerCertificates
{
    public const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;

    private readonly Lock _issuing = new();
    private readonly TimeProvider _time;
    private readonly CertificateOptions _options;
    private readonly ILogger<ServerCertificates> _logger;
    private readonly SharedAuthority _shared;
    private readonly string _folder;
    private readonly ServerCertificateFile _serverFile;
    private readonly ServerCertificateFile _homeFile;
    private volatile InUse _inUse;
    private bool _isPublished;

    /// <exception cref="GatewayStartException">The CA or the server certificate cannot be read or made.</exception>
    public ServerCertificates(
        DataDirectory directory, SharedAuthority shared, IOptions<CertificateOptions> options, TimeProvider time,
        ILogger<ServerCertificates> logger)
    {
        _shared = shared;
        _time = time;
        _options = options.Value;
        _logger = logger;
        _folder = Path.Combine(directory.Path, "certs");
        _serverFile = new ServerCertificateFile(Path.Combine(_folder, "server.pem"), time, logger);
        _homeFile = new ServerCertificateFile(Path.Combine(_folder, "home.pem"), time, logger);
        try
        {
            Directory.CreateDirectory(_folder);
            var authority = shared.Open(Path.Combine(_folder, "ca.pem"), time);
            if (IsDue(authority)) (authority, FollowedAtStart) = (Follow(authority), true);
            var names = HostNames.Current(_options.Names);
            authority = WithHousehold(authority);
            _inUse = Serve(authority, _serverFile.Open(authority, names), OpenHome(authority, names));
            TryPublish();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GatewayStartException($"The certificates cannot be kept in {_folder}: {exception.Message}", exception);
        }
    }

    /// <summary>Another CA is in use; the one who hears of it must not wait.</summary>
    public event Action? AuthorityRenewed;

    public CertificateAuthority Authority => _inUse.Authority;

    /// <summary>What phones install; <see langword="null"/> where it could not be kept.</summary>
    public HouseholdRoot? Household => _inUse.Authority.HouseholdAt(_time.GetUtcNow());

    /// <summary>Whether the CA was found to be due when the gateway started, and another one followed.</summary>
    public bool FollowedAtStart { get; }

    /// <summary>What a TLS handshake shows to devices, whatever the gateway is called.</summary>
    public SslStreamCertificateContext Context => _inUse.Server.Context;

    public X509Certificate2 Current => _inUse.Server.Certificate;

    /// <summary>What is shown to browsers at home; <see langword="null"/> where there is no household root.</summary>
    public ServedCertificate? Home => _inUse.Home;

    /// <summary>
    /// What a TLS handshake shows to browsers, who may trust the household root and then take no certificate that has a name
    /// beyond it.
    /// </summary>
    /// <param name="name">By which the gateway is called; empty where it is called by an address.</param>
    /// <param name="address">At which it was reached.</param>
    public SslStreamCertificateContext ContextFor(string? name, IPAddress? address)
    {
        var inUse = _inUse;
        if (inUse.Home is null || inUse.Authority.HouseholdAt(_time.GetUtcNow()) is not { Constraints: var limits })
            return inUse.Server.Context;
        var called = string.IsNullOrEmpty(name)
            ? (address?.IsIPv4MappedToIPv6 == true ? address.MapToIPv4() : address)?.ToString()
            : name;
        return called is not null && limits.Permit(called) ? inUse.Home.Context : inUse.Server.Context;
    }

    /// <summary>
    /// Issues new certificates where the current ones are about to end or the machine is called by other names, and makes
    /// a new CA in time before the end of the present one.
    /// </summary>
    public bool RenewIfDue()
    {
        lock (_issuing)
        {
            if (IsDue(Authority))
            {
                Replace();
                return true;
            }

            if (!_isPublished) Publish();
            var (authority, now) = (WithHousehold(Authority), _time.GetUtcNow());
            var names = HostNames.Current(_options.Names);
            var isServerDue = ServerCertificate.IsDue(Current, authority, names, now);
            var homeNames = NamesAtHome(authority, names);
            var isHomeDue = homeNames is null != (Home is null)
                || (homeNames is not null && ServerCertificate.IsDue(Home!.Certificate, authority, homeNames, now));
            if (!isServerDue && !isHomeDue && authority == Authority) return false;
            var server = isServerDue ? _serverFile.Issue(authority, names) : Current;
            _inUse = Serve(authority, server, OpenHome(authority, names));
            return true;
        }
    }

    /// <summary>Takes over the CA that another gateway on the same database has put in the present one's place.</summary>
    /// <exception cref="IOException">It is not known, or could not be kept; the present one stays in use.</exception>
    public void Reload()
    {
        lock (_issuing)
        {
            if (_shared.Changed(Authority) is not { } next) return;
            Use(next);
            Log.TakenOver(_logger, next.Id);
        }
    }

    /// <summary>Puts a new CA in the place of the present one, whatever that one's end.</summary>
    /// <exception cref="InvalidOperationException">None can follow:
    /// <see cref="CertificateAuthority.WhyNotFollowed"/>.</exception>
    /// <exception cref="IOException">It could not be kept; the present one stays in use.</exception>
    public void RenewAuthority()
    {
        lock (_issuing) Replace();
    }

    /// <summary>
    /// Puts a new household root in the place of the present one, for the names of now. Phones have to install it.
    /// </summary>
    /// <exception cref="IOException">It could not be kept; the present one stays in use.</exception>
    public void RenewHousehold()
    {
        lock (_issuing) Use(_shared.AddHousehold(Authority, NamesOfHome, _time.GetUtcNow()));
    }

    /// <summary>Names by which the gateway is called and for which the household root cannot vouch.</summary>
    public IReadOnlyList<string> NamesBeyondHome()
    {
        var limits = Household?.Constraints;
        return [.. _options.Names.Where(name => limits?.Permit(name) == false)];
    }

    private IEnumerable<string> NamesOfHome => _options.Names.Append(Environment.MachineName);

    /// <summary>Whether the CA is about to end and another one can follow.</summary>
    private bool IsDue(CertificateAuthority authority) =>
        authority.WhyNotFollowed is null && authority.RenewsAt <= _time.GetUtcNow();

    private void Replace()
    {
        if (Authority.WhyNotFollowed is { } reason) throw new InvalidOperationException(reason);
        Use(WithHousehold(Follow(Authority)));
    }

    private void Use(CertificateAuthority next)
    {
        // All before any is in use: what is shown and what is handed out must fit together.
        var (before, names) = (Authority, HostNames.Current(_options.Names));
        _inUse = Serve(next, _serverFile.Open(next, names), OpenHome(next, names));
        if (next.Id != before.Id) AuthorityRenewed?.Invoke();
        TryPublish();
    }

    private CertificateAuthority Follow(CertificateAuthority authority)
    {
        var next = _shared.Follow(authority, _time.GetUtcNow());
        Log.Followed(_logger, next.Id, authority.Id, next.Certificate.NotAfter);
        return next;
    }

    // Devices need none: where it cannot be kept, the gateway goes on without and tries again in a minute.
    private CertificateAuthority WithHousehold(CertificateAuthority authority)
    {
        if (authority.HouseholdAt(_time.GetUtcNow()) is not null) return authority;
        try
        {
            return _shared.AddHousehold(authority, NamesOfHome, _time.GetUtcNow());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NoHousehold(_logger, exception.Message);
            return authority;
        }
    }

    private IReadOnlyCollection<string>? NamesAtHome(CertificateAuthority authority, IReadOnlyCollection<string> names) =>
        authority.HouseholdAt(_time.GetUtcNow()) is { Constraints: var limits } ? [.. names.Where(limits.Permit)] : null;

    private X509Certificate2? OpenHome(CertificateAuthority authority, IReadOnlyCollection<string> names)
    {
        if (NamesAtHome(authority, names) is not { } homeNames) return null;
        try
        {
            return _homeFile.Open(authority, homeNames);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NoHousehold(_logger, exception.Message);
            return null;
        }
    }

    // The way from a certificate to the earliest CA goes through all others, so that any of them can end it; for browsers it
    // goes on to what they trust.
    private InUse Serve(CertificateAuthority authority, X509Certificate2 server, X509Certificate2? home)
    {
        var now = _time.GetUtcNow();
        var earlier = authority.ValidEarlier(now).ToArray();
        X509Certificate2[] vouchers = [.. earlier.Select(one => one.Voucher)];
        var root = earlier is [.., var earliest] ? earliest.Certificate : null;
        var household = authority.HouseholdAt(now);
        return new InUse(
            authority,
            ServedCertificate.Of(server, vouchers, root),
            home is null || household is null
                ? null
                : ServedCertificate.Of(home, [.. vouchers, household.Cross], household.Certificate));
    }

    // Handed out it is already, over HTTP: a copy that cannot be written must not look like a CA that could not be made, nor
    // keep a gateway from starting.
    private void TryPublish()
    {
        _isPublished = false;
        try
        {
            Publish();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotPublished(_logger, exception.Message);
        }
    }

    // The key stays in its own file.
    private void Publish()
    {
        CertificateFile.WritePublic(Path.Combine(_folder, "ca.crt"), Authority.Certificate);
        if (_options.CopyCaTo is { } copy) CertificateFile.WritePublic(copy, Authority.Certificate);
        _isPublished = true;
    }

    private sealed record InUse(CertificateAuthority Authority, ServedCertificate Server, ServedCertificate? Home);

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 1302, Level = LogLevel.Warning,
            Message = "A new CA, {Id}, follows {Before}, which vouches for it; it is good until {NotAfter:yyyy-MM-dd}. "
                + "Back up certs/ca.pem again.")]
        public static partial void Followed(ILogger logger, string id, string before, DateTime notAfter);

        [LoggerMessage(
            EventId = 1305,
            Level = LogLevel.Warning,
            Message = "Another gateway has changed the CA; using {Id}. Back up certs/ca.pem again.")]
        public static partial void TakenOver(ILogger logger, string id);

        [LoggerMessage(
            EventId = 1304, Level = LogLevel.Warning,
            Message = "The CA could not be written to where clients on this machine read it; trying again every minute: {Reason}")]
        public static partial void NotPublished(ILogger logger, string reason);

        [LoggerMessage(
            EventId = 1308, Level = LogLevel.Warning,
            Message = "What phones install to trust this gateway could not be kept; trying again every minute: {Reason}")]
        public static partial void NoHousehold(ILogger logger, string reason);
    }
}
