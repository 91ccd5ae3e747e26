using System.Security.Cryptography.X509Certificates;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Devices.Settings;

namespace PlantOps.Gateway.Devices.Trust;

/// <summary>Puts together what is known of certificates and of who trusts them.</summary>
internal sealed class CertificatesViews(ServerCertificates certificates, DeviceRegistry devices, SettingsRegistry settings, TimeProvider time)
{
    public CertificatesView Now()
    {
        var authority = certificates.Authority;
        var server = certificates.Current;
        return new CertificatesView
        {
            Ca = Show(authority.Id, authority.Certificate),
            CaRenewsAt = authority.RenewsAt.ToUnixTimeMilliseconds(),
            Earlier = [.. authority.ValidEarlier(time.GetUtcNow()).Select(earlier => Show(earlier.Id, earlier.Certificate))],
            Server = new ServerCertificateView { NotAfter = EndOf(server), Names = [.. ServerCertificate.NamesIn(server).Order(StringComparer.Ordinal)] },
            Devices = [.. devices.Active.Select(device => Show(device, settings.Of(device).Reported, authority))],
        };
    }

    private static TrustView Show(Device device, ReportedSettings? reported, CertificateAuthority authority) => new()
    {
        Id = device.Id,
        Name = device.Name,
        Trusts = TrustRules.Of(reported, authority) switch
        {
            DeviceTrust.Current => "current",
            DeviceTrust.Next => "next",
            DeviceTrust.Earlier => "earlier",
            _ => "unknown",
        },
        CaId = reported?.CaId,
        NextCaId = reported?.NextCaId,
    };

    private static AuthorityView Show(string id, X509Certificate2 certificate) =>
        new() { Id = id, Subject = certificate.Subject, NotAfter = EndOf(certificate) };

    private static long EndOf(X509Certificate2 certificate) => new DateTimeOffset(certificate.NotAfter.ToUniversalTime()).ToUnixTimeMilliseconds();
}
