namespace PlantOps.Gateway.Telemetry;

/// <summary>A message that could not be read, kept with its reason so that nothing is lost in silence.</summary>
/// <param name="Device">The device's number in the registry.</param>
/// <param name="ReceivedAt">When it arrived, Unix milliseconds UTC.</param>
/// <param name="Topic">Where it was published.</param>
/// <param name="Reason">One of <see cref="Contracts.ErrorCodes"/>.</param>
/// <param name="Detail">What is wrong, and where in the payload.</param>
/// <param name="Payload">The message, cut to the first 4 KiB.</param>
internal sealed record SetAsideMessage(int Device, long ReceivedAt, string Topic, string Reason, string Detail, byte[] Payload)
{
    /// <summary>Beyond it the oldest go.</summary>
    public const int MostKept = 10_000;

    /// <summary>Bytes of a payload that are kept.</summary>
    public const int MostPayload = 4096;
}
