using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PlantOps.Gateway.Certificates;

/// <summary>A server certificate in its file, issued anew where it is due.</summary>
internal sealed partial class ServerCertificateFile(string path, TimeProvider time, ILogger logger)
{
    /// <summary>What the file has, or another one where that is not good for these names.</summary>
    /// <exception cref="IOException">There is none, and it could not be kept.</exception>
    public X509Certificate2 Open(CertificateAuthority authority, IReadOnlyCollection<string> names)
    {
        if (!File.Exists(path)) return Issue(authority, names);
        try
        {
            var certificate = CertificateFile.Read(path);
            return ServerCertificate.IsDue(certificate, authority, names, time.GetUtcNow())
                ? IssueInPlaceOf(certificate, authority, names)
                : certificate;
        }
        catch (CryptographicException exception)
        {
            // Unlike the CA this one can be made anew: clients trust whatever the CA has signed.
            Log.Unreadable(logger, path, exception.Message);
            return Issue(authority, names);
        }
    }

    public X509Certificate2 Issue(CertificateAuthority authority, IReadOnlyCollection<string> names)
    {
        ServerCertificate.Issue(path, authority, names, time.GetUtcNow());
        var certificate = CertificateFile.Read(path);
        Log.Issued(logger, certificate.NotAfter, names);
        return certificate;
    }

    // On a full disk there is no room for another one; as long as this one is good, devices need no better.
    private X509Certificate2 IssueInPlaceOf(
        X509Certificate2 certificate, CertificateAuthority authority, IReadOnlyCollection<string> names)
    {
        try
        {
            return Issue(authority, names);
        }
        catch (IOException exception) when (IsGood(certificate, authority))
        {
            Log.NotIssued(logger, certificate.NotAfter, exception.Message);
            return certificate;
        }
    }

    private bool IsGood(X509Certificate2 certificate, CertificateAuthority authority) =>
        time.GetUtcNow() < certificate.NotAfter.ToUniversalTime() && ServerCertificate.IsSignedBy(certificate, authority);

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 1301, Level = LogLevel.Information,
            Message = "Issued a server certificate until {NotAfter:yyyy-MM-dd} for {Names}")]
        public static partial void Issued(ILogger logger, DateTime notAfter, IReadOnlyCollection<string> names);

        [LoggerMessage(
            EventId = 1307, Level = LogLevel.Warning,
            Message = "The server certificate, good until {NotAfter:yyyy-MM-dd}, could not be renewed; trying "
                + "again every minute: {Reason}")]
        public static partial void NotIssued(ILogger logger, DateTime notAfter, string reason);

        [LoggerMessage(
            EventId = 2002, Level = LogLevel.Warning,
            Message = "The server certificate in {Path} cannot be read and is made anew: {Reason}")]
        public static partial void Unreadable(ILogger logger, string path, string reason);
    }
}
