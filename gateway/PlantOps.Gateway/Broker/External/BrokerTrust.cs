using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Certificates;

namespace PlantOps.Gateway.Broker.External;

/// <summary>
/// Whether a certificate that a broker shows is good: signed for its name by the gateway's own CA, which devices trust, or by
/// the one that <c>Broker:Ca</c> names.
/// </summary>
internal sealed class BrokerTrust(IOptions<BrokerOptions> options, ServerCertificates certificates)
{
    public bool IsGood(X509Certificate? shown, SslPolicyErrors errors)
    {
        if (shown is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (options.Value.Authorities is { Count: > 0 } authorities)
        {
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        }
        else
        {
            // Also one that it follows: the broker's certificate may be older than the CA.
            chain.ChainPolicy.CustomTrustStore.Add(certificates.Authority.Certificate);
            foreach (var earlier in certificates.Authority.Earlier) chain.ChainPolicy.CustomTrustStore.Add(earlier.Certificate);
        }

        using var certificate = X509CertificateLoader.LoadCertificate(shown.GetRawCertData());
        return chain.Build(certificate);
    }
}
