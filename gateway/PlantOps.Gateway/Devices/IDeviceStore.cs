namespace PlantOps.Gateway.Devices;

/// <summary>Where devices and open enrolments live. Every write is on disk when it returns, or throws <see cref="Telemetry.StoreUnavailableException"/>.</summary>
internal interface IDeviceStore
{
    IReadOnlyList<Device> Load();

    /// <summary>
    /// Saves a device and forgets the enrolment it used up, in one transaction: never the one without the other.
    /// A device keeps its number, id and hardware id; one that differs in only some of them is never written over.
    /// </summary>
    /// <param name="usedEnrolment"><see langword="null"/> where it needed none.</param>
    Admission Admit(Device device, string? usedEnrolment);
}
