using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Doctor.Checks;

namespace PlantOps.Gateway.Doctor.Machine;

/// <summary>Asks where names lead, and which certificate is shown there on a port of the gateway.</summary>
internal sealed class NameLookups(int port, ServerCertificates certificates)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<IReadOnlyList<NameLookup>> Find(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(names.Select(name => Find(name, cancellationToken)));
        return [.. found.SelectMany(lookups => lookups)];
    }

    private async Task<IEnumerable<NameLookup>> Find(string name, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var found = new List<NameLookup>();
            foreach (var address in (await Dns.GetHostAddressesAsync(name, patience.Token)).Distinct().Take(4))
            {
                found.Add(new NameLookup(name, address.ToString(), await Peer(address, patience.Token)));
            }

            return found;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ArgumentException)
        {
            // A name that only the home's router or a phone's mDNS knows.
            return [];
        }
    }

    private async Task<PeerKind> Peer(IPAddress address, CancellationToken cancellationToken)
    {
        X509Certificate2? shown = null;
        try
        {
            using var client = new TcpClient(address.AddressFamily);
            await client.ConnectAsync(address, port, cancellationToken);
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = address.ToString(),
                    CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                    // Who it is, is all that is asked: the connection ends there.
                    RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    {
                        shown = certificate is null ? null : X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
                        return false;
                    },
                },
                cancellationToken);
            return PeerKind.Stranger;
        }
        catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
        {
            return PeerKind.NotAnother;
        }
        catch (AuthenticationException)
        {
            return shown is null ? PeerKind.Stranger : KindOf(shown);
        }
    }

    private PeerKind KindOf(X509Certificate2 shown)
    {
        if (shown.Thumbprint == certificates.Current.Thumbprint || shown.Thumbprint == certificates.Home?.Certificate.Thumbprint)
            return PeerKind.NotAnother;
        return ServerCertificate.IsSignedBy(shown, certificates.Authority) ? PeerKind.SameAuthority : PeerKind.Stranger;
    }
}
