using System;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using PlantOps.Device.Core.Enrolment;

namespace PlantOps.Device.Network;

/// <summary>One request over TLS and its answer, on a thread of its own.</summary>
internal sealed class HttpExchange
{
    // The sockets' own deadlines come after that of the caller, who says what happened.
    private const int GraceMs = 5000;

    private readonly HttpsUrl _url;
    private readonly byte[]? _body;
    private readonly X509Certificate? _ca;
    private readonly ManualResetEvent _ended = new ManualResetEvent(false);
    private readonly object _gate = new object();
    private Socket? _socket;
    private HttpReply _reply = HttpReply.None("there was no answer");
    private int _deadlineMs;
    private bool _abandoned;

    /// <param name="url">Where to.</param>
    /// <param name="body">JSON to POST; <see langword="null"/> for a GET.</param>
    /// <param name="ca">The CA that must have signed the server's certificate; <see langword="null"/> for any.</param>
    public HttpExchange(HttpsUrl url, byte[]? body, X509Certificate? ca)
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
        Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (!TryBegin(socket))
            {
                return;
            }

            // So that an abandoned thread ends: the one is for the request, the other for each read of the answer.
            socket.SendTimeout = _deadlineMs + GraceMs;
            socket.ReceiveTimeout = _deadlineMs + GraceMs;
            socket.Connect(new IPEndPoint(_url.Address(), _url.Port));
            using (SslStream stream = new SslStream(socket))
            {
                GC.SuppressFinalize(stream);
                stream.SslVerification = _ca == null ? SslVerification.NoVerification : SslVerification.CertificateRequired;
                stream.AuthenticateAsClient(_url.Host, null!, _ca!, SslProtocols.Tls12);
                Send(stream);
                _reply = new HttpAnswer(stream).Read();
            }
        }
        finally
        {
            socket.Close();
        }
    }

    private bool TryBegin(Socket socket)
    {
        lock (_gate)
        {
            _socket = socket;
            return !_abandoned;
        }
    }

    private void Send(SslStream stream)
    {
        string head = string.Concat(_body == null ? "GET " : "POST ", _url.Path, " HTTP/1.1\r\nHost: ", _url.Authority);
        if (_body != null)
        {
            head = string.Concat(head, "\r\nContent-Type: application/json\r\nContent-Length: ", _body.Length.ToString());
        }

        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(head, "\r\nConnection: close\r\n\r\n"));
        stream.Write(bytes, 0, bytes.Length);
        if (_body != null)
        {
            stream.Write(_body, 0, _body.Length);
        }

        stream.Flush();
    }

    // Closing the connection under its thread ends a wait for an answer; one for a connection ends by itself.
    private void Abandon()
    {
        lock (_gate)
        {
            _abandoned = true;
            if (_socket != null)
            {
                _socket.Close();
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

        return cause == e ? e.Message : string.Concat(e.Message, ": ", cause.Message);
    }
}
