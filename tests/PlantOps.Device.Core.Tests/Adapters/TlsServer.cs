using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PlantOps.Device.Core.Tests.Adapters;

/// <summary>A real HTTPS server on loopback that gives every request the same answer, or none.</summary>
internal sealed class TlsServer : IDisposable
{
    private readonly TestCa _ca = new();
    private readonly X509Certificate2 _certificate;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _serving;
    private readonly string? _answer;

    /// <param name="answer">The whole answer with its head; <see langword="null"/> for silence.</param>
    public TlsServer(string? answer)
    {
        _answer = answer;
        _certificate = X509CertificateLoader.LoadPkcs12(_ca.ServerCertificate("localhost").Export(X509ContentType.Pkcs12), null);
        _listener.Start();
        _serving = Serve();
    }

    public string Url => $"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/api";

    public string CaPem => _ca.Pem;

    /// <summary>Its CA with a signature that is none.</summary>
    public string ForgedCaPem => _ca.PemWithAnotherSignature;

    /// <summary>What came in over connections whose handshake was completed.</summary>
    public StringBuilder Received { get; } = new();

    public static string Answer(int status, string body) =>
        $"HTTP/1.1 {status} Any\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    public void Dispose()
    {
        _stopped.Cancel();
        _listener.Dispose();
        _serving.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _certificate.Dispose();
        _ca.Dispose();
        _stopped.Dispose();
    }

    private async Task Serve()
    {
        while (!_stopped.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stopped.Token);
            await using var tls = new SslStream(client.GetStream());
            try
            {
                await tls.AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stopped.Token);
                await ReadRequest(tls);
                if (_answer == null) await Task.Delay(Timeout.Infinite, _stopped.Token);
                await tls.WriteAsync(Encoding.UTF8.GetBytes(_answer!), _stopped.Token);
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client does not trust this server, or has gone.
            }
        }
    }

    private async Task ReadRequest(SslStream tls)
    {
        var buffer = new byte[4096];
        while (!IsWhole(Received.ToString()))
        {
            var read = await tls.ReadAsync(buffer, _stopped.Token);
            if (read == 0) return;
            Received.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
    }

    private static bool IsWhole(string request)
    {
        var head = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (head < 0) return false;

        const string Length = "Content-Length: ";
        var at = request.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        var length = at < 0
            ? 0
            : int.Parse(
                request[(at + Length.Length)..request.IndexOf('\r', at)], System.Globalization.CultureInfo.InvariantCulture);
        return request.Length - head - 4 >= length;
    }
}
