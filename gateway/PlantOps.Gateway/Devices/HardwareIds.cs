namespace PlantOps.Gateway.Devices;

/// <summary>What stands in the place of a hardware id where a device has no hardware: no two devices share one.</summary>
internal static class HardwareIds
{
    /// <summary>It was made for readings of another gateway.</summary>
    private const string Imported = "imported:";

    /// <summary>It has given its hardware up.</summary>
    private const string Gone = "gone:";

    public static string OfImported(string deviceId) => Imported + deviceId;

    public static string OfGone(string deviceId) => Gone + deviceId;

    /// <summary>Whether this only stands for a hardware id.</summary>
    public static bool IsPlaceholder(string hardwareId) =>
        hardwareId.StartsWith(Imported, StringComparison.Ordinal) || hardwareId.StartsWith(Gone, StringComparison.Ordinal);
}
