using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>
/// Where open enrolments live. Every write is on disk when it returns, or throws <see cref="StoreUnavailableException"/>.
/// </summary>
internal interface IEnrolmentStore
{
    IReadOnlyList<OpenEnrolment> Load();

    /// <summary>One that is open, with the hash of its code's secret; another gateway may have made it.</summary>
    OpenEnrolment? Find(string key);

    /// <summary>Adds one and drops those that have expired, in one transaction.</summary>
    void Add(OpenEnrolment enrolment, IReadOnlyCollection<string> expired);
}

/// <summary>A code that was given out and not used yet.</summary>
/// <param name="Key">SHA-256 of the code's secret, in hex; the code itself is not kept.</param>
/// <param name="Name">What the device is to be called.</param>
/// <param name="ExpiresAt">Unix milliseconds UTC.</param>
internal sealed record OpenEnrolment(string Key, string Name, long ExpiresAt)
{
    /// <summary>The number of the device that whoever shows the code becomes; <see langword="null"/> for a new one.</summary>
    public int? Device { get; init; }
}
