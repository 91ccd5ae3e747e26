using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Operations.Hosting;
using PlantOps.Gateway.Storage;

namespace PlantOps.Gateway.Certificates;

/// <summary>The gateway's CA and the server certificate in use, which is renewed without a restart.</summary>
internal sealed partial class ServerCertificates
{
    public const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;

    private readonly Lock _issuing = new();
    private readonly TimeProvider _time;
    private readonly CertificateOptions _options;
    private readonly ILogger<ServerCertificates> _logger;
    private readonly string _serverPath;
    private volatile X509Certificate2 _current;
    private volatile Lazy<SslStreamCertificateContext> _context;

    /// <exception cref="GatewayStartException">The CA or the server certificate cannot be read or made.</exception>
    public ServerCertificates(
        DataDirectory directory, IOptions<CertificateOptions> options, TimeProvider time, ILogger<ServerCertificates> logger)
    {
        _time = time;
        _options = options.Value;
        _logger = logger;
        var folder = Path.Combine(directory.Path, "certs");
        _serverPath = Path.Combine(folder, "server.pem");
        try
        {
            Directory.CreateDirectory(folder);
            Authority = CertificateAuthority.Open(Path.Combine(folder, "ca.pem"), time);
            CertificateFile.WritePublic(Path.Combine(folder, "ca.crt"), Authority.Certificate);
            if (_options.CopyCaTo is { } copy) CertificateFile.WritePublic(copy, Authority.Certificate);
            _current = Open();
            _context = ContextOf(_current);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GatewayStartException($"The certificates cannot be kept in {folder}: {exception.Message}", exception);
        }
    }

    public CertificateAuthority Authority { get; }

    /// <summary>
    /// What a TLS handshake shows now. Built once, because each handshake would build the chain anew; and on first use,
    /// because the first chain reads every CA that this machine trusts, which takes longer than the rest of the start.
    /// </summary>
    public SslStreamCertificateContext Context => _context.Value;

    public X509Certificate2 Current => _current;

    /// <summary>Issues a new certificate where the current one is about to end or the machine is called by other names.</summary>
    public bool RenewIfDue()
    {
        lock (_issuing)
        {
            var names = HostNames.Current(_options.Names);
            if (!ServerCertificate.IsDue(Current, Authority, names, _time.GetUtcNow())) return false;
            _current = Issue(names);
            _context = ContextOf(_current);
            return true;
        }
    }

    private X509Certificate2 Open()
    {
        var names = HostNames.Current(_options.Names);
        if (!File.Exists(_serverPath)) return Issue(names);
        try
        {
            var certificate = CertificateFile.Read(_serverPath);
            return ServerCertificate.IsDue(certificate, Authority, names, _time.GetUtcNow()) ? Issue(names) : certificate;
        }
        catch (CryptographicException exception)
        {
            // Unlike the CA this one can be made anew: clients trust whatever the CA has signed.
            Log.Unreadable(_logger, _serverPath, exception.Message);
            return Issue(names);
        }
    }

    private X509Certificate2 Issue(IReadOnlyCollection<string> names)
    {
        ServerCertificate.Issue(_serverPath, Authority, names, _time.GetUtcNow());
        var certificate = CertificateFile.Read(_serverPath);
        Log.Issued(_logger, certificate.NotAfter, names);
        return certificate;
    }

    private static Lazy<SslStreamCertificateContext> ContextOf(X509Certificate2 certificate) =>
        new(() => SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true));

    private static partial class Log
    {
        [LoggerMessage(EventId = 1301, Level = LogLevel.Information, Message = "Issued a server certificate until {NotAfter:yyyy-MM-dd} for {Names}")]
        public static partial void Issued(ILogger logger, DateTime notAfter, IReadOnlyCollection<string> names);

        [LoggerMessage(EventId = 2002, Level = LogLevel.Warning, Message = "The server certificate in {Path} cannot be read and is made anew: {Reason}")]
        public static partial void Unreadable(ILogger logger, string path, string reason);
    }
}
