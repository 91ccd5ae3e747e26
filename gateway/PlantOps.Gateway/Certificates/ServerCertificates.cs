using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Certificates;

/// <summary>The gateway's CA and the server certificate in use, which is renewed without a restart.</summary>
internal sealed partial class ServerCertificates
{
    public const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;

    private readonly Lock _issuing = new();
    private readonly TimeProvider _time;
    private readonly CertificateOptions _options;
    private readonly ILogger<ServerCertificates> _logger;
    private readonly SharedAuthority _shared;
    private readonly string _folder;
    private readonly string _serverPath;
    private volatile CertificateAuthority _authority;
    private volatile X509Certificate2 _current;
    private volatile Lazy<SslStreamCertificateContext> _context;
    private bool _isPublished;

    /// <exception cref="GatewayStartException">The CA or the server certificate cannot be read or made.</exception>
    public ServerCertificates(
        DataDirectory directory, SharedAuthority shared, IOptions<CertificateOptions> options, TimeProvider time, ILogger<ServerCertificates> logger)
    {
        _shared = shared;
        _time = time;
        _options = options.Value;
        _logger = logger;
        _folder = Path.Combine(directory.Path, "certs");
        _serverPath = Path.Combine(_folder, "server.pem");
        try
        {
            Directory.CreateDirectory(_folder);
            _authority = shared.Open(Path.Combine(_folder, "ca.pem"), time);
            if (IsAuthorityDue) (_authority, FollowedAtStart) = (Follow(), true);
            _current = Open();
            _context = NewContext();
            TryPublish();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GatewayStartException($"The certificates cannot be kept in {_folder}: {exception.Message}", exception);
        }
    }

    /// <summary>Another CA is in use; the one who hears of it must not wait.</summary>
    public event Action? AuthorityRenewed;

    public CertificateAuthority Authority => _authority;

    /// <summary>Whether the CA was found to be due when the gateway started, and another one followed.</summary>
    public bool FollowedAtStart { get; }

    /// <summary>
    /// What a TLS handshake shows now. Built once, because each handshake would build the chain anew; and on first use,
    /// because the first chain reads every CA that this machine trusts, which takes longer than the rest of the start.
    /// </summary>
    public SslStreamCertificateContext Context => _context.Value;

    public X509Certificate2 Current => _current;

    /// <summary>Whether the CA is about to end and another one can follow.</summary>
    private bool IsAuthorityDue => _authority.WhyNotFollowed is null && _authority.RenewsAt <= _time.GetUtcNow();

    /// <summary>
    /// Issues a new certificate where the current one is about to end or the machine is called by other names, and makes
    /// a new CA in time before the end of the present one.
    /// </summary>
    public bool RenewIfDue()
    {
        lock (_issuing)
        {
            if (IsAuthorityDue)
            {
                Replace();
                return true;
            }

            if (!_isPublished) Publish();
            var names = HostNames.Current(_options.Names);
            if (!ServerCertificate.IsDue(Current, _authority, names, _time.GetUtcNow())) return false;
            _current = Issue(_authority, names);
            _context = NewContext();
            return true;
        }
    }

    /// <summary>Takes over the CA that another gateway on the same database has put in the present one's place.</summary>
    /// <exception cref="IOException">It is not known, or could not be kept; the present one stays in use.</exception>
    public void Reload()
    {
        lock (_issuing)
        {
            if (_shared.Changed(_authority) is not { } next) return;
            Use(next);
            Log.TakenOver(_logger, next.Id);
        }
    }

    /// <summary>Puts a new CA in the place of the present one, whatever that one's end.</summary>
    /// <exception cref="InvalidOperationException">None can follow: <see cref="CertificateAuthority.WhyNotFollowed"/>.</exception>
    /// <exception cref="IOException">It could not be kept; the present one stays in use.</exception>
    public void RenewAuthority()
    {
        lock (_issuing) Replace();
    }

    private void Replace()
    {
        if (_authority.WhyNotFollowed is { } reason) throw new InvalidOperationException(reason);
        Use(Follow());
    }

    private void Use(CertificateAuthority next)
    {
        // Both before either is in use: what is shown and what is handed out must fit together.
        _current = Issue(next, HostNames.Current(_options.Names));
        _authority = next;
        _context = NewContext();
        AuthorityRenewed?.Invoke();
        TryPublish();
    }

    private CertificateAuthority Follow()
    {
        var next = _shared.Follow(_authority, _time.GetUtcNow());
        Log.Followed(_logger, next.Id, _authority.Id, next.Certificate.NotAfter);
        return next;
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
        CertificateFile.WritePublic(Path.Combine(_folder, "ca.crt"), _authority.Certificate);
        if (_options.CopyCaTo is { } copy) CertificateFile.WritePublic(copy, _authority.Certificate);
        _isPublished = true;
    }

    private X509Certificate2 Open()
    {
        var names = HostNames.Current(_options.Names);
        if (!File.Exists(_serverPath)) return Issue(_authority, names);
        try
        {
            var certificate = CertificateFile.Read(_serverPath);
            return ServerCertificate.IsDue(certificate, _authority, names, _time.GetUtcNow()) ? IssueInPlaceOf(certificate, names) : certificate;
        }
        catch (CryptographicException exception)
        {
            // Unlike the CA this one can be made anew: clients trust whatever the CA has signed.
            Log.Unreadable(_logger, _serverPath, exception.Message);
            return Issue(_authority, names);
        }
    }

    // On a full disk there is no room for another one; as long as this one is good, devices need no better.
    private X509Certificate2 IssueInPlaceOf(X509Certificate2 certificate, IReadOnlyCollection<string> names)
    {
        try
        {
            return Issue(_authority, names);
        }
        catch (IOException exception) when (_time.GetUtcNow() < certificate.NotAfter.ToUniversalTime() && ServerCertificate.IsSignedBy(certificate, _authority))
        {
            Log.NotIssued(_logger, certificate.NotAfter, exception.Message);
            return certificate;
        }
    }

    private X509Certificate2 Issue(CertificateAuthority authority, IReadOnlyCollection<string> names)
    {
        ServerCertificate.Issue(_serverPath, authority, names, _time.GetUtcNow());
        var certificate = CertificateFile.Read(_serverPath);
        Log.Issued(_logger, certificate.NotAfter, names);
        return certificate;
    }

    private Lazy<SslStreamCertificateContext> NewContext()
    {
        var (certificate, earlier) = (_current, _authority.ValidEarlier(_time.GetUtcNow()).ToArray());
        if (earlier.Length == 0) return new(() => SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true));

        // The path from this certificate to the earliest CA goes through all others, so that any of them can end it. Found
        // by that root alone: with the machine's own it could be a shorter one, and without one its last step is left out.
        var root = SslCertificateTrust.CreateForX509Collection([earlier[^1].Certificate], sendTrustInHandshake: false);
        return new(() => SslStreamCertificateContext.Create(certificate, [.. earlier.Select(one => one.Voucher)], offline: true, root));
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1301, Level = LogLevel.Information, Message = "Issued a server certificate until {NotAfter:yyyy-MM-dd} for {Names}")]
        public static partial void Issued(ILogger logger, DateTime notAfter, IReadOnlyCollection<string> names);

        [LoggerMessage(EventId = 1302, Level = LogLevel.Warning, Message = "A new CA, {Id}, follows {Before}, which vouches for it; it is good until {NotAfter:yyyy-MM-dd}. Back up certs/ca.pem again.")]
        public static partial void Followed(ILogger logger, string id, string before, DateTime notAfter);

        [LoggerMessage(
            EventId = 1305,
            Level = LogLevel.Warning,
            Message = "Another gateway has changed the CA; using {Id}. Back up certs/ca.pem again.")]
        public static partial void TakenOver(ILogger logger, string id);

        [LoggerMessage(EventId = 1304, Level = LogLevel.Warning, Message = "The CA could not be written to where clients on this machine read it; trying again every minute: {Reason}")]
        public static partial void NotPublished(ILogger logger, string reason);

        [LoggerMessage(EventId = 1307, Level = LogLevel.Warning, Message = "The server certificate, good until {NotAfter:yyyy-MM-dd}, could not be renewed; trying again every minute: {Reason}")]
        public static partial void NotIssued(ILogger logger, DateTime notAfter, string reason);

        [LoggerMessage(EventId = 2002, Level = LogLevel.Warning, Message = "The server certificate in {Path} cannot be read and is made anew: {Reason}")]
        public static partial void Unreadable(ILogger logger, string path, string reason);
    }
}
