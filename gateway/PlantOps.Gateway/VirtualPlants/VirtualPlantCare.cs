using System.Security.Cryptography;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Records;
using PlantOps.VirtualDevice.InMemory;

namespace PlantOps.Gateway.VirtualPlants;

/// <summary>Adds plants that do not exist, for whoever has no sensor yet, and takes them away again.</summary>
internal sealed class VirtualPlantCare : IDisposable
{
    /// <summary>Hardware that is none begins so.</summary>
    private const string HardwarePrefix = "virtual-plant-";

    // A device is admitted a moment before its plant is stored.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly VirtualPlantStore _store;
    private readonly VirtualPlantDevices _devices;
    private readonly PlantStore _plants;
    private readonly IReadOnlyList<IPlantRecords> _records;
    private readonly PlantRemoval _removal;
    private readonly DeviceRegistry _registry;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    public VirtualPlantCare(
        VirtualPlantStore store, VirtualPlantDevices devices, PlantStore plants, IEnumerable<IPlantRecords> records,
        PlantRemoval removal, PlantJournal journal, DeviceRegistry registry, AuditLog audit, TimeProvider time)
    {
        (_store, _devices, _plants, _records, _removal) = (store, devices, plants, [.. records], removal);
        (_registry, _audit, _time) = (registry, audit, time);
        journal.Added += (plant, entry) =>
        {
            if (entry.Kind == JournalKind.Watered) devices.Water(plant);
        };
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Adds one, whose device has begun to measure when this returns.</summary>
    /// <returns><see langword="null"/> where there are as many as there may be.</returns>
    public async Task<Plant?> AddAsync(PlantRequest request, Principal who)
    {
        await _gate.WaitAsync();
        try
        {
            if (_store.Own.Count >= VirtualPlantLimits.Max) return null;
            var (plant, kept) = New(request, Now.ToUnixTimeMilliseconds());
            _plants.TryCommit([.. Changes(plant, kept), _audit.Entry(who, "plant.add", plant.Id, $"{plant.Name}, virtual")]);
            _devices.Start(kept);
            return plant;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>One with its device, which is there already; the plant is when <see cref="Changes"/> are committed.</summary>
    /// <param name="request">What it is.</param>
    /// <param name="since">Since when it is measured, Unix milliseconds UTC.</param>
    /// <param name="seed">Repeats its weather and chances.</param>
    public (Plant Plant, VirtualPlant Kept) New(PlantRequest request, long since, int? seed = null)
    {
        var device = Admit(request.Name!.Trim());
        var plant = request.ApplyTo(new Plant { Id = PlantStore.NewId(), Name = string.Empty, CreatedAt = since })
            .WatchedFrom(device.Number, Contracts.Telemetry.SoilChannels.First, since);
        return (plant, new VirtualPlant(plant.Id, device.Number, device.HardwareId, seed ?? device.Number, _store.Home));
    }

    /// <param name="plant">The plant.</param>
    /// <param name="kept">What has its device run from then on; <see langword="null"/> where it does not.</param>
    public IReadOnlyList<RecordChange> Changes(Plant plant, VirtualPlant? kept) =>
    [
        _plants.Put(plant, expected: 0), .. _records.SelectMany(set => set.Added(plant.Id)),
        .. kept is null ? Array.Empty<RecordChange>() : [_store.Put(kept)],
    ];

    /// <summary>Takes one away, with its device and all that was measured; whether there was such a one.</summary>
    public async Task<bool> RemoveAsync(string plantId, HttpRequest request, Principal who)
    {
        await _gate.WaitAsync();
        try
        {
            if (_store.Own.FirstOrDefault(plant => plant.PlantId == plantId) is not { } kept) return false;
            await _devices.StopAsync(plantId);
            if (_removal.Remove(plantId, request).Plant is not { } plant) return false;
            _audit.Note(who, "plant.remove", plantId, $"{plant.Name}, virtual");
            Retire(kept.Device);
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Starts what is stored and does not run, and ends what runs and is not stored any more.</summary>
    public async Task SettleAsync(CancellationToken stopping)
    {
        await _gate.WaitAsync(stopping);
        try
        {
            var stored = _store.Own;
            var gone = _devices.Plants.Except(stored.Select(plant => plant.PlantId)).ToList();
            foreach (var plant in gone) await _devices.StopAsync(plant);
            foreach (var plant in stored) _devices.Start(plant);
            RetireOrphans();
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private Device Admit(string name)
    {
        var hardware = HardwarePrefix + RandomNumberGenerator.GetHexString(12, lowercase: true);
        var description = new DeviceDescription(
            name, hardware, Device.VirtualModel, MemoryDevice.FirmwareVersion, MemoryDevice.SensorNames);
        return _registry.Admit(description, VirtualPlantDevices.NewPassword(), enrolment: null)!;
    }

    private void Retire(int device)
    {
        var now = Now.ToUnixTimeMilliseconds();
        if (_registry.Find(device) is not { } found) return;
        _registry.Change(found, kept => kept.RetiredAt is null ? kept.Retired(now) : null);
    }

    // Plants that were removed as any plant is, or whose adding broke off.
    private void RetireOrphans()
    {
        var before = (Now - Grace).ToUnixTimeMilliseconds();
        var ours = _registry.Active
            .Where(device => device.IsVirtual && device.HardwareId.StartsWith(HardwarePrefix, StringComparison.Ordinal))
            .Where(device => device.RegisteredAt < before)
            .ToList();
        if (ours.Count == 0) return;
        var watching = _plants.All.SelectMany(plant => plant.Value.Watches).Select(watch => watch.Device).ToHashSet();
        foreach (var orphan in ours.Where(device => !watching.Contains(device.Number))) Retire(orphan.Number);
    }
}
