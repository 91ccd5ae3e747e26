using System.Security.Cryptography.X509Certificates;
using PlantOps.Device.Core.Enrolment;

namespace PlantOps.Device.Network;

/// <summary>
/// HTTP by the library's web request. The library connects without a deadline, so each request has a thread of its
/// own that is waited for no longer than ten seconds. There is never more than one: while an abandoned one still
/// waits for its connection there is no other.
/// </summary>
internal sealed class WebRequestHttp : IHttp
{
    private const int DeadlineMs = 10000;

    private readonly int _deadlineMs;
    private HttpExchange? _last;

    public WebRequestHttp()
        : this(DeadlineMs)
    {
    }

    internal WebRequestHttp(int deadlineMs) => _deadlineMs = deadlineMs;

    public HttpReply Send(string url, byte[]? body, string? caPem)
    {
        X509Certificate? ca = null;
        if (caPem != null)
        {
            string? first = CertificateText.First(System.Text.Encoding.UTF8.GetBytes(caPem));
            byte[]? der = first == null ? null : CertificateText.ToDer(first);
            if (der == null)
            {
                return HttpReply.None("the stored CA cannot be read");
            }

            ca = new X509Certificate(der);
        }

        if (_last != null && !_last.HasEnded)
        {
            return HttpReply.None("an earlier request still waits for its connection");
        }

        _last = new HttpExchange(url, body, ca);
        return _last.Run(_deadlineMs);
    }
}
