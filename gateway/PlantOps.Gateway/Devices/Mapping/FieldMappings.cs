using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Telemetry.Inputs;
using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Devices.Mapping;

/// <summary>
/// How fields of devices are read that are not the contract's: kept, and in force from when it is on disk; at another gateway at
/// the same store soon after.
/// </summary>
internal sealed class FieldMappings(IRecords records, DeviceRegistry devices, DeviceInputs inputs, DeviceClocks clocks)
    : IHostedService
{
    private readonly RecordStore<FieldMapping> _mappings = new(
        records, RecordSet.FieldMappings, DeviceRecordsJson.Default.FieldMapping,
        mapping => FieldMappingRules.Check(mapping).Select(error => $"{error.Key}: {error.Value[0]}").FirstOrDefault());

    private readonly Lock _changing = new();
    private readonly Dictionary<string, long> _inForce = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Reload();
        clocks.Load();
        return Task.CompletedTask;
    }

    /// <summary>Takes over what the store holds now: what other gateways have changed.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be read; what is known stays.</exception>
    public void Reload()
    {
        lock (_changing)
        {
            var stored = _mappings.Read(RecordRange.All);
            foreach (var gone in _inForce.Keys.Except(stored.Select(mapping => mapping.Id)).ToList())
            {
                if (devices.Find(gone) is { } device) inputs.Of(device.Number).Map(null);
                _inForce.Remove(gone);
            }

            foreach (var mapping in stored)
            {
                if (_inForce.GetValueOrDefault(mapping.Id) == mapping.Version || devices.Find(mapping.Id) is not { } device)
                    continue;
                inputs.Of(device.Number).Map(MappedFields.Of(mapping.Value));
                _inForce[mapping.Id] = mapping.Version;
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>That of a device; an empty one where nobody said anything.</summary>
    public FieldMapping Of(Device device) => _mappings.FindOr(device.Id, new FieldMapping())?.Value ?? new FieldMapping();

    /// <summary>Puts a mapping that is right in the place of a device's.</summary>
    public void Put(Device device, FieldMapping mapping)
    {
        lock (_changing)
        {
            // Read again by the next look at the store, whoever was last.
            _inForce[device.Id] = 0;
            records.TryCommit([_mappings.Put(device.Id, mapping)]);
            inputs.Of(device.Number).Map(MappedFields.Of(mapping));
        }
    }

    /// <summary>The device's messages are read as the contract has it.</summary>
    public void Remove(Device device)
    {
        lock (_changing)
        {
            records.TryCommit([_mappings.Delete(device.Id)]);
            inputs.Of(device.Number).Map(null);
            _inForce.Remove(device.Id);
        }
    }
}
