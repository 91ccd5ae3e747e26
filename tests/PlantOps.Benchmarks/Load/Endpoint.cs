using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace PlantOps.Benchmarks.Load;

/// <summary>Where a server listens for MQTT on this machine; TLS where there is a CA to check it against.</summary>
internal sealed record Endpoint(int Port, X509Certificate2? Authority)
{
    public SslClientAuthenticationOptions TlsOptions()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(Authority!);
        return new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = policy };
    }
}
