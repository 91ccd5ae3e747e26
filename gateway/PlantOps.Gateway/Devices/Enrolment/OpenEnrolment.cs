namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>A code that was given out and not used yet.</summary>
/// <param name="Key">SHA-256 of the code's secret, in hex; the code itself is not kept.</param>
/// <param name="Name">What the device is to be called.</param>
/// <param name="ExpiresAt">Unix milliseconds UTC.</param>
internal sealed record OpenEnrolment(string Key, string Name, long ExpiresAt)
{
    /// <summary>The number of the device that whoever shows the code becomes; <see langword="null"/> for a new one.</summary>
    public int? Device { get; init; }
}
