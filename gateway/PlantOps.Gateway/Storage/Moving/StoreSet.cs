using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Storage.Records;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Storage.Moving;

/// <summary>Every store of one provider.</summary>
internal sealed class StoreSet(IServiceProvider services)
{
    public IStore Store { get; } = services.GetRequiredService<IStore>();

    public IReadingStore Readings => services.GetRequiredService<IReadingStore>();

    public IExpiredHistory Expired => services.GetRequiredService<IExpiredHistory>();

    public IReadingRemoval Removal => services.GetRequiredService<IReadingRemoval>();

    public void ReplaceRegistry(RegistryImage image) => services.GetRequiredService<IRegistryImageStore>().Replace(image);

    public RegistryImage Registry() => new(
        services.GetRequiredService<IDeviceStore>().Load(),
        services.GetRequiredService<IEnrolmentStore>().Load(),
        services.GetRequiredService<IPresenceStore>().Load(),
        services.GetRequiredService<IDeviceSettingsStore>().Load(),
        services.GetRequiredService<ITokenStore>().Load(),
        RecordSet.All.ToDictionary(set => set, set => services.GetRequiredService<IRecords>().Read(set, RecordRange.All)));
}
