namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>Where open enrolments live. Every write is on disk when it returns, or throws <see cref="Telemetry.StoreUnavailableException"/>.</summary>
internal interface IEnrolmentStore
{
    IReadOnlyList<OpenEnrolment> Load();

    /// <summary>Adds one and drops those that have expired, in one transaction.</summary>
    void Add(OpenEnrolment enrolment, IReadOnlyCollection<string> expired);
}
