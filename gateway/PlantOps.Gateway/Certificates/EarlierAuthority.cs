using System.Security.Cryptography.X509Certificates;
using PlantOps.Contracts.Settings;

namespace PlantOps.Gateway.Certificates;

/// <summary>A CA that was replaced before its end, and that whoever has not heard of the change may still trust.</summary>
/// <param name="Certificate">Its own certificate.</param>
/// <param name="Voucher">What it signed for its successor: the successor's name and key.</param>
internal sealed record EarlierAuthority(X509Certificate2 Certificate, X509Certificate2 Voucher)
{
    /// <summary>By which devices name it.</summary>
    public string Id { get; } = CaIds.Of(Certificate.RawData);

    public bool IsValidAt(DateTimeOffset now) => now < Certificate.NotAfter.ToUniversalTime();
}
