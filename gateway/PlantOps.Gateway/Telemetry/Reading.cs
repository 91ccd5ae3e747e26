namespace PlantOps.Gateway.Telemetry;

/// <summary>One reading as the gateway keeps it.</summary>
/// <param name="Time">When it was taken, Unix milliseconds UTC, resolved by the gateway where the device had no clock.</param>
/// <param name="Boot">The device's start it belongs to; <see cref="NoIdentity"/> where the device gave none.</param>
/// <param name="Sequence">Its number within the boot; <see cref="NoIdentity"/> where the device gave none.</param>
/// <param name="Values">One value a metric.</param>
/// <param name="Qualities">How far each value can be trusted.</param>
/// <param name="Origin">Where its time came from.</param>
internal readonly record struct Reading(
    long Time, long Boot, long Sequence, MetricValues Values, MetricQualities Qualities, TimeOrigin Origin)
{
    public const long NoIdentity = -1;

    public bool HasIdentity => Boot >= 0 && Sequence >= 0;
}
