using System.Security.Cryptography.X509Certificates;
using PlantOps.Device.Core.Enrolment;

namespace PlantOps.Device.Network;

/// <summary>
/// HTTPS over a socket: a few requests in a device's life are not worth a library of their own, which costs 55 KB of
/// flash and 4 KB of memory. The socket connects without a deadline, so each request has a thread of its own that is
/// waited for no longer than ten seconds. There is never more than one: while an abandoned one still waits for its
/// connection there is no other.
/// </summary>
internal sealed class SocketHttp : IHttp
{
    private const int DeadlineMs = 10000;

    private readonly int _deadlineMs;
    private HttpExchange? _last;

    public SocketHttp()
        : this(DeadlineMs)
    {
    }

    internal SocketHttp(int deadlineMs) => _deadlineMs = deadlineMs;

    public HttpReply Send(string url, byte[]? body, string? caPem)
    {
        HttpsUrl? to = HttpsUrl.Parse(url);
        if (to == null)
        {
            return HttpReply.None("its address cannot be read");
        }

        X509Certificate? ca = caPem == null ? null : StoredCa.Read(caPem);
        if (caPem != null && ca == null)
        {
            return HttpReply.None(StoredCa.Unreadable);
        }

        if (_last != null && !_last.HasEnded)
        {
            return HttpReply.None("an earlier request still waits for its connection");
        }

        HttpExchange exchange = new HttpExchange(to, body, ca);
        _last = exchange;
        HttpReply reply = exchange.Run(_deadlineMs);
        if (exchange.HasEnded)
        {
            // An answer can be 8 KB; nobody needs it here any more.
            _last = null;
        }

        return reply;
    }
}
