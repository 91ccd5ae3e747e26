namespace PlantOps.VirtualDevice.Portal;

/// <summary>A Wi-Fi in reach of a virtual device.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Password">What lets in; <see langword="null"/> for an open one.</param>
/// <param name="Rssi">How strong it is, dBm.</param>
/// <param name="IsHidden">Whether a scan gives no name of it.</param>
internal sealed record SimulatedNetwork(string Name, string? Password, int Rssi, bool IsHidden = false)
{
    /// <summary>
    /// What every virtual device finds: a mesh, an open and a hidden network, one that is written like HTML, and one far away.
    /// </summary>
    public static IReadOnlyList<SimulatedNetwork> InReach { get; } =
    [
        new("Garden", "basil-and-thyme", -71),
        new("Garden", "basil-and-thyme", -48),
        new("Garden-Guest", null, -61),
        new("Greenhouse", "under-glass", -66, IsHidden: true),
        new("<b>Loud</b> & \"Proud\"", "escape-me", -74),
        new("Next door", "not-for-you", -86),
    ];
}
