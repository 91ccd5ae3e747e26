using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using nanoFramework.Net;

namespace System.Net;

/// <summary>
/// nanoFramework's HTTP request over .NET's client, with its ways: a status of 400 and above is an answer and no
/// exception, redirects are not followed, the connection is made without a deadline, <see cref="Timeout"/> is for the
/// answer's header and <see cref="ReadWriteTimeout"/> for what comes after it.
/// </summary>
public class HttpWebRequest : WebRequest
{
    private readonly Uri _uri;
    private readonly CancellationTokenSource _aborted = new();
    private readonly MemoryStream _body = new();
    private HttpClient? _client;

    internal HttpWebRequest(Uri uri) => _uri = uri;

    public string Method { get; set; } = "GET";

    public string? ContentType { get; set; }

    public long ContentLength { get; set; } = -1;

    public bool KeepAlive { get; set; } = true;

    /// <summary>Milliseconds.</summary>
    public int Timeout { get; set; } = 100_000;

    /// <summary>Milliseconds.</summary>
    public int ReadWriteTimeout { get; set; } = 5 * 60 * 1000;

    public X509Certificate? HttpsAuthentCert { get; set; }

    public Security.SslProtocols SslProtocols { get; set; } = Security.SslProtocols.Tls12;

    public SslVerification SslVerification { get; set; } = SslVerification.CertificateRequired;

    public override Stream GetRequestStream() => ContentLength < 0
        ? throw new InvalidOperationException("Content length must be present for this request")
        : _body;

    public override WebResponse GetResponse()
    {
        using var request = new HttpRequestMessage(new HttpMethod(Method), _uri) { Headers = { ConnectionClose = !KeepAlive } };
        if (ContentLength >= 0)
        {
            request.Content = new ByteArrayContent(_body.ToArray());
            if (ContentType != null) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        }

        try
        {
            _client = NewClient();
            return new HttpWebResponse(_client.Send(request, HttpCompletionOption.ResponseHeadersRead, _aborted.Token));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            throw new WebException("GetResponse() failed", e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _aborted.Cancel();
            _client?.Dispose();
            _body.Dispose();
        }

        base.Dispose(disposing);
    }

    private HttpClient NewClient()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        handler.SslOptions.EnabledSslProtocols = System.Security.Authentication.SslProtocols.Tls12;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, shown, errors) => IsTrusted(certificate, shown, errors);
        return new HttpClient(handler) { Timeout = TimeSpan.FromMilliseconds(Timeout) };
    }

    private bool IsTrusted(X509Certificate? certificate, X509Chain? shown, SslPolicyErrors errors)
    {
        if (SslVerification == SslVerification.NoVerification) return true;
        if (HttpsAuthentCert == null) return false;

        using var ca = X509CertificateLoader.LoadCertificate(HttpsAuthentCert.GetRawCertData());
        return TrustedRoot.VouchesFor([ca], certificate, shown, errors);
    }
}
