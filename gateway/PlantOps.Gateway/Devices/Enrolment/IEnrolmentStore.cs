using PlantOps.Gateway.Hosting;
namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>Where open enrolments live. Every write is on disk when it returns, or throws <see cref="StoreUnavailableException"/>.</summary>
internal interface IEnrolmentStore
{
    IReadOnlyList<OpenEnrolment> Load();

    /// <summary>One that is open, with the hash of its code's secret; another gateway may have made it.</summary>
    OpenEnrolment? Find(string key);

    /// <summary>Adds one and drops those that have expired, in one transaction.</summary>
    void Add(OpenEnrolment enrolment, IReadOnlyCollection<string> expired);
}
