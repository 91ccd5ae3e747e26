using System.Security.Cryptography.X509Certificates;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Devices.Settings;

namespace PlantOps.Gateway.Devices.Trust;

/// <summary>Puts together what is known of certificates and of who trusts them.</summary>
internal sealed class CertificatesViews(
    ServerCertificates certificates, DeviceRegistry devices, SettingsRegistry settings, TimeProvider time)
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
            Server = new ServerCertificateView
            {
                NotAfter = EndOf(server),
                Names = [.. ServerCertificate.NamesIn(server).Order(StringComparer.Ordinal)],
            },
            Household = HouseholdOf(certificates),
            Devices = [.. devices.Active.Select(device => Show(device, settings.Of(device).Reported, authority))],
        };
    }

    /// <summary>Which CA a device trusts, by its name on the wire.</summary>
    public static string NameOf(DeviceTrust trust) => trust switch
    {
        DeviceTrust.Current => "current",
        DeviceTrust.Next => "next",
        DeviceTrust.Earlier => "earlier",
        _ => "unknown",
    };

    private static TrustView Show(Device device, ReportedSettings? reported, CertificateAuthority authority) => new()
    {
        Id = device.Id,
        Name = device.Name,
        Trusts = NameOf(TrustRules.Of(reported, authority)),
        CaId = reported?.CaId,
        NextCaId = reported?.NextCaId,
    };

    private static HouseholdView? HouseholdOf(ServerCertificates certificates) =>
        certificates.Household is not { } household ? null : new HouseholdView
    {
        Words = household.Words,
        Subject = household.Certificate.Subject,
        NotAfter = EndOf(household.Certificate),
        NamesBeyond = certificates.NamesBeyondHome(),
    };

    private static AuthorityView Show(string id, X509Certificate2 certificate) =>
        new() { Id = id, Subject = certificate.Subject, NotAfter = EndOf(certificate) };

    private static long EndOf(X509Certificate2 certificate) =>
        new DateTimeOffset(certificate.NotAfter.ToUniversalTime()).ToUnixTimeMilliseconds();
}
