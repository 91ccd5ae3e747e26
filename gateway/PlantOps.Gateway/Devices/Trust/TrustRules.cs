using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Devices.Settings;

namespace PlantOps.Gateway.Devices.Trust;

/// <summary>Which devices have to be told of the gateway's CA, and which trust it.</summary>
internal static class TrustRules
{
    /// <summary>
    /// What a device should be after a look at the CA that it trusts; <see langword="null"/> where nothing changes.
    /// </summary>
    public static DesiredSettings? Next(KeptSettings kept, CertificateAuthority authority)
    {
        var (desired, reported) = (kept.Desired, kept.Reported);
        if (reported?.CaId == authority.Id) return desired?.CaPem is null ? null : SettingsMerge.WithoutCa(desired);

        // Where there was never another CA the device can have no other. One that says nothing of its CA is told, too: it may
        // just not have connected yet.
        if (authority.Earlier.Count == 0 || desired?.CaPem == authority.Pem) return null;
        return SettingsMerge.WithCa(desired, reported, authority.Pem);
    }

    public static DeviceTrust Of(ReportedSettings? reported, CertificateAuthority authority) =>
        reported?.CaId is not { } id ? DeviceTrust.Unknown
        : id == authority.Id ? DeviceTrust.Current
        : reported.NextCaId == authority.Id ? DeviceTrust.Next
        : authority.Earlier.Any(earlier => earlier.Id == id) ? DeviceTrust.Earlier
        : DeviceTrust.Unknown;
}
