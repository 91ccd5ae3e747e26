using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using PlantOps.Device.Core.Enrolment;

namespace PlantOps.Device.Network;

/// <summary>One request and its answer, on a thread of its own.</summary>
internal sealed class HttpExchange
{
    // The longest answer is that to a registration, with its CA: about 3 KB.
    private const int MaxBodyBytes = 8 * 1024;

    // The library's own deadlines come after that of the caller, who says what happened.
    private const int GraceMs = 5000;

    private readonly string _url;
    private readonly byte[]? _body;
    private readonly X509Certificate? _ca;
    private readonly ManualResetEvent _ended = new ManualResetEvent(false);
    private readonly object _gate = new object();
    private WebRequest? _request;
    private HttpReply _reply = HttpReply.None("there was no answer");
    private int _deadlineMs;
    private bool _abandoned;

    /// <param name="url">Where to.</param>
    /// <param name="body">JSON to POST; <see langword="null"/> for a GET.</param>
    /// <param name="ca">The CA that must have signed the server's certificate; <see langword="null"/> where any will do.</param>
    public HttpExchange(string url, byte[]? body, X509Certificate? ca)
    {
        _url = url;
        _body = body;
        _ca = ca;
    }

    /// <summary>Whether its thread is done.</summary>
    public bool HasEnded => _ended.WaitOne(0, false);

    public HttpReply Run(int deadlineMs)
    {
        _deadlineMs = deadlineMs;
        new Thread(Work).Start();
        if (_ended.WaitOne(deadlineMs, false))
        {
            return _reply;
        }

        Abandon();
        return HttpReply.None("it does not answer in time");
    }

    // Whatever goes wrong ends here: an exception that ends a thread of the device ends it in silence.
    private void Work()
    {
        try
        {
            Exchange();
        }
        catch (Exception e)
        {
            _reply = HttpReply.None(Why(e));
        }
        finally
        {
            _ended.Set();
        }
    }

    private void Exchange()
    {
        using (HttpWebRequest request = (HttpWebRequest)WebRequest.Create(_url))
        {
            request.KeepAlive = false;

            // So that an abandoned thread ends: the one is for the answer's head, the other for each read of its body.
            request.Timeout = _deadlineMs + GraceMs;
            request.ReadWriteTimeout = _deadlineMs + GraceMs;
            request.SslProtocols = SslProtocols.Tls12;
            request.SslVerification = _ca == null ? SslVerification.NoVerification : SslVerification.CertificateRequired;
            request.HttpsAuthentCert = _ca;
            if (!TryBegin(request))
            {
                return;
            }

            SendBody(request);
            using (HttpWebResponse response = (HttpWebResponse)request.GetResponse())
            {
                _reply = ReplyOf(response);
            }
        }
    }

    private bool TryBegin(WebRequest request)
    {
        lock (_gate)
        {
            _request = request;
            return !_abandoned;
        }
    }

    private void SendBody(HttpWebRequest request)
    {
        if (_body == null)
        {
            return;
        }

        request.Method = "POST";
        request.ContentType = "application/json";
        request.ContentLength = _body.Length;
        Stream stream = request.GetRequestStream();
        stream.Write(_body, 0, _body.Length);
        stream.Flush();
    }

    private static HttpReply ReplyOf(HttpWebResponse response)
    {
        byte[] buffer = new byte[MaxBodyBytes];
        int length = 0;
        Stream stream = response.GetResponseStream();
        int read = 1;
        while (read > 0 && length < buffer.Length)
        {
            read = stream.Read(buffer, length, buffer.Length - length);
            length += read > 0 ? read : 0;
        }

        if (length == buffer.Length)
        {
            return HttpReply.None("its answer is too long");
        }

        byte[] body = new byte[length];
        Array.Copy(buffer, body, length);
        return HttpReply.Answer((int)response.StatusCode, body);
    }

    // Closing the connection under its thread ends a wait for an answer; one for a connection ends by itself.
    private void Abandon()
    {
        lock (_gate)
        {
            _abandoned = true;
            if (_request != null)
            {
                _request.Dispose();
            }
        }
    }

    private static string Why(Exception e)
    {
        Exception cause = e;
        while (cause.InnerException != null)
        {
            cause = cause.InnerException;
        }

        return string.Concat(e.Message, ": ", cause.Message);
    }
}
