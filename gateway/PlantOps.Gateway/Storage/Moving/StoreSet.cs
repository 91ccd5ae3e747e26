using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Storage.Moving;

/// <summary>Every store of one provider.</summary>
internal sealed class StoreSet(IServiceProvider services)
{
    /// <summary>What is not copied as it is, but as what it means.</summary>
    private static readonly string[] LoadedWhole = ["devices", "enrolments", "presence", "device_settings", "tokens"];

    public IStore Store { get; } = services.GetRequiredService<IStore>();

    public IReadingStore Readings => services.GetRequiredService<IReadingStore>();

    public IExpiredHistory Expired => services.GetRequiredService<IExpiredHistory>();

    public IReadingRemoval Removal => services.GetRequiredService<IReadingRemoval>();

    public void ReplaceRegistry(RegistryImage image) => services.GetRequiredService<IRegistryImageStore>().Replace(image);

    public IReadOnlyList<Device> Devices() => services.GetRequiredService<IDeviceStore>().Load();

    /// <exception cref="StoreUnavailableException">Something of it cannot be read, and would be left behind.</exception>
    public RegistryImage Registry()
    {
        var image = Read();
        var left = image.Records.SelectMany(
            set => set.Value.Where(record => record.Damage is not null).Select(record => $"'{record.Id}' of '{set.Key.Name}'"))
            .Concat(services.GetRequiredService<UnreadableRecords>().All().Where(record => LoadedWhole.Contains(record.Set))
                .Select(record => $"'{record.Id}' of '{record.Set}'"))
            .ToList();
        return left.Count == 0
            ? image
            : throw new StoreUnavailableException(
                $"What cannot be read cannot be taken along: {string.Join(", ", left)}. Restore a backup, or delete it.");
    }

    private RegistryImage Read() => new(
        services.GetRequiredService<IDeviceStore>().Load(),
        services.GetRequiredService<IEnrolmentStore>().Load(),
        services.GetRequiredService<IPresenceStore>().Load(),
        services.GetRequiredService<IDeviceSettingsStore>().Load(),
        services.GetRequiredService<ITokenStore>().Load(),
        RecordSet.All.ToDictionary(set => set, set => services.GetRequiredService<IRecords>().Read(set, RecordRange.All)));
}
