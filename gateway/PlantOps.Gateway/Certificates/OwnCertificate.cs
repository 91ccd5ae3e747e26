using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Certificates;

/// <summary>
/// A certificate that others made and renew, for the names in it: browsers get it where they call the gateway by one of these.
/// Devices, which trust the gateway's CA and nothing else, must call it by another name or by an address.
/// </summary>
internal sealed partial class OwnCertificate
{
    private readonly string? _path;
    private readonly string _keyPath;
    private readonly ILogger<OwnCertificate> _logger;
    private volatile ServedCertificate? _current;
    private (DateTime Certificate, DateTime Key) _read;

    /// <exception cref="GatewayStartException">The files are no certificate with its key.</exception>
    public OwnCertificate(IOptions<CertificateOptions> options, ILogger<OwnCertificate> logger)
    {
        _path = options.Value.OwnCertificate;
        _keyPath = options.Value.OwnCertificateKey ?? _path ?? string.Empty;
        _logger = logger;
        if (_path is null) return;
        try
        {
            Load();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new GatewayStartException(
                $"{CertificateOptions.OwnCertificateSetting.Key} cannot be read from {_path}: {exception.Message} "
                + "It must be a PEM file with the certificate first and then those that lead to its root, and its private key "
                + $"there or in {CertificateOptions.OwnCertificateKeySetting.Key}.",
                exception);
        }
    }

    /// <summary>Why the files are not in use as they are now; <see langword="null"/> where they are.</summary>
    public string? Problem { get; private set; }

    public X509Certificate2? Certificate => _current?.Certificate;

    /// <summary>
    /// What a handshake shows to who calls the gateway by a name of this certificate; <see langword="null"/> to all others.
    /// </summary>
    public SslStreamCertificateContext? ContextFor(string? name) =>
        _current is { } current && !string.IsNullOrEmpty(name)
            && current.Certificate.MatchesHostname(name, allowCommonName: false)
            ? current.Context
            : null;

    /// <summary>
    /// Reads the files again where they have changed. Whatever is wrong with them then, the old ones stay in use.
    /// </summary>
    public void Reload()
    {
        if (_path is null || (Problem is null && Times() == _read)) return;
        try
        {
            Load();
            Problem = null;
            Log.Read(_logger, _path, Certificate!.NotAfter);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            if (Problem is null) Log.Unreadable(_logger, _path, exception.Message);
            Problem = $"The certificate in {_path} cannot be read, and the one before stays in use: {exception.Message}";
        }
    }

    // The times first: what is written while this reads is read again.
    private void Load()
    {
        var times = Times();
        var (text, key) = (File.ReadAllText(_path!), File.ReadAllText(_keyPath));
        var all = new X509Certificate2Collection();
        all.ImportFromPem(text);
        _current = ServedCertificate.Of(
            X509Certificate2.CreateFromPem(text, key), [.. all.Skip(1)], all.Count > 1 ? all[^1] : null);
        _ = _current.Context;
        _read = times;
    }

    private (DateTime Certificate, DateTime Key) Times() =>
        (File.GetLastWriteTimeUtc(_path!), File.GetLastWriteTimeUtc(_keyPath));

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 1309, Level = LogLevel.Information,
            Message = "Read the certificate in {Path} again; it is good until {NotAfter:yyyy-MM-dd}")]
        public static partial void Read(ILogger logger, string path, DateTime notAfter);

        [LoggerMessage(
            EventId = 1310, Level = LogLevel.Warning,
            Message = "The certificate in {Path} cannot be read, and the one before stays in use: {Reason}")]
        public static partial void Unreadable(ILogger logger, string path, string reason);
    }
}
