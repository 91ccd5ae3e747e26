using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.External;

/// <summary>
/// Whether a certificate that a broker shows is good: signed for its name by the gateway's own CA, which devices trust, or by
/// the one that <c>Broker:Ca</c> names.
/// </summary>
internal sealed class BrokerTrust(IOptions<BrokerOptions> options, ServerCertificates certificates, TimeProvider time)
{
    private const int MaxNames = 5;

    /// <summary>
    /// What is wrong with it and what to do, as the end of a sentence; <see langword="null"/> where it is good.
    /// </summary>
    /// <param name="shown">The certificate.</param>
    /// <param name="sent">What was sent with it.</param>
    /// <param name="errors">What was found already.</param>
    /// <param name="host">By what name the broker was called.</param>
    public string? ProblemOf(X509Certificate? shown, X509Chain? sent, SslPolicyErrors errors, string? host)
    {
        if (shown is null) return "it shows no certificate.";
        using var certificate = X509CertificateLoader.LoadCertificate(shown.GetRawCertData());
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return OtherName(certificate, host);
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        if (sent is not null) chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        TrustIn(chain.ChainPolicy);
        return chain.Build(certificate) ? null : ProblemOf(certificate, chain, host);
    }

    /// <summary>The same for what asks for a yes or no.</summary>
    public bool IsGood(X509Certificate? shown, X509Chain? sent, SslPolicyErrors errors) =>
        ProblemOf(shown, sent, errors, null) is null;

    private void TrustIn(X509ChainPolicy policy)
    {
        if (options.Value.TrustsSystem) return;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        if (options.Value.Authorities is { Count: > 0 } authorities)
        {
            policy.CustomTrustStore.AddRange(authorities);
            return;
        }

        // Also one that it follows: the broker's certificate may be older than the CA.
        policy.CustomTrustStore.Add(certificates.Authority.Certificate);
        foreach (var earlier in certificates.Authority.Earlier) policy.CustomTrustStore.Add(earlier.Certificate);
    }

    private string ProblemOf(X509Certificate2 certificate, X509Chain chain, string? host)
    {
        if (certificate.NotAfter.ToUniversalTime() < time.GetUtcNow())
        {
            var end = certificate.NotAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return $"its certificate ended on {end}. `{Issue(host)} --force` makes another.";
        }

        if (!chain.ChainStatus.Any(IsUntrusted))
            return $"its certificate is not good: {string.Join(" ", chain.ChainStatus.Select(one => one.StatusInformation.Trim()))}";
        var signed = $"its certificate is signed by {FaultReason.Printable(certificate.Issuer)}, which";
        return options.Value.TrustsSystem ? $"{signed} this machine does not trust: put that CA into {Ca}."
            : options.Value.Authorities.Count > 0 ? $"{signed} is not in the file of {Ca}."
            : $"{signed} is not this gateway's CA. `{Issue(host)}` makes one, or {Ca} names who has signed it.";
    }

    private static string OtherName(X509Certificate2 certificate, string? host)
    {
        var names = ServerCertificate.NamesIn(certificate).Take(MaxNames).ToList();
        var own = FaultReason.Printable(names.Count > 0 ? string.Join(", ", names) : certificate.Subject);
        return $"its certificate is for {own} and not for {host}. Call it so in the settings, or `{Issue(host)}` makes another.";
    }

    private static bool IsUntrusted(X509ChainStatus status) =>
        status.Status is X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain;

    private static string Issue(string? host) => $"plantops certificates issue {host ?? "NAME"}";

    private static string Ca => BrokerOptions.CaSetting.Key;
}
