namespace PlantOps.Gateway.Devices;

/// <summary>Where devices and open enrolments live. Every write is on disk when it returns, or throws <see cref="Telemetry.StoreUnavailableException"/>.</summary>
internal interface IDeviceStore
{
    IReadOnlyList<Device> Load();

    /// <summary>Saves a device and forgets the enrolment it used up, in one transaction: never the one without the other.</summary>
    void Admit(Device device, string usedEnrolment);
}
