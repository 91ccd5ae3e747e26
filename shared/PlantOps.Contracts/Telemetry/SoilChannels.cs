namespace PlantOps.Contracts.Telemetry;

/// <summary>
/// One device may have several soil probes, each in a plant of its own. The first one's values have the metrics' own
/// names; those of the further channels carry the number: <c>soil_moisture_2</c>, <c>soil_raw_2</c>. The rest of a reading,
/// its air and light, is the same for all of them.
/// </summary>
public static class SoilChannels
{
    /// <summary>The channel whose values have no number.</summary>
    public const int First = 1;

    /// <summary>How many soil probes a device may have: a hub of somebody else's has eight or sixteen.</summary>
    public const int Most = 16;

    /// <summary>How many a device may have beside the first.</summary>
    public const int MostFurther = Most - First;

    /// <summary>How many the firmware reads, stores and calibrates.</summary>
    public const int FirmwareMost = 4;

    /// <summary>How many of those there are beside the first.</summary>
    public const int FirmwareMostFurther = FirmwareMost - First;

    /// <summary>The name on the wire of a metric of a channel; one that is not of the soil is the same for all.</summary>
    /// <param name="metric">Which.</param>
    /// <param name="channel">1–16.</param>
    public static string Name(Metric metric, int channel) =>
        channel == First || !Metrics.IsOfSoil(metric)
            ? Metrics.Name(metric)
            : string.Concat(Metrics.Name(metric), "_", channel.ToString());
}
