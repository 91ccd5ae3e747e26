using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using nanoFramework.Net;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Enrolment;

namespace PlantOps.VirtualDevice.Network;

/// <summary>HTTP by .NET, trusting as the device does: one CA, or, where the answer is checked otherwise, anyone.</summary>
internal sealed class NetHttp(INetwork wifi) : IHttp
{
    // Longer than that of a board: it shares its machine with others.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public HttpReply Send(string url, byte[]? body, string? caPem)
    {
        if (!wifi.IsUp) return HttpReply.None("there is no Wi-Fi");

        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, shown, errors) =>
            IsTrusted(certificate, shown, errors, caPem);
        using var client = new HttpClient(handler) { Timeout = Deadline };
        using var request = new HttpRequestMessage(body == null ? HttpMethod.Get : HttpMethod.Post, url);
        if (body != null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return Send(client, request);
    }

    private static HttpReply Send(HttpClient client, HttpRequestMessage request)
    {
        try
        {
            using var response = client.Send(request);
            using var content = new MemoryStream();
            response.Content.ReadAsStream().CopyTo(content);
            return HttpReply.Answer((int)response.StatusCode, content.ToArray());
        }
        catch (OperationCanceledException)
        {
            return HttpReply.None("it does not answer in time");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return HttpReply.None(e.InnerException?.Message ?? e.Message);
        }
    }

    private static bool IsTrusted(X509Certificate? certificate, X509Chain? shown, SslPolicyErrors errors, string? caPem)
    {
        if (caPem == null) return true;

        var roots = new X509Certificate2Collection();
        roots.ImportFromPem(caPem);
        return TrustedRoot.VouchesFor(roots, certificate, shown, errors);
    }
}
