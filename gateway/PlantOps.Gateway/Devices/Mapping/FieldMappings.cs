using PlantOps.Gateway.Records;
using PlantOps.Gateway.Telemetry.Inputs;
using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Devices.Mapping;

/// <summary>
/// How fields of devices are read that are not the contract's: kept, and in force from when it is on disk. Another gateway at the
/// same store follows when it starts.
/// </summary>
internal sealed class FieldMappings(IRecords records, DeviceRegistry devices, DeviceInputs inputs, DeviceClocks clocks)
    : IHostedService
{
    private readonly RecordStore<FieldMapping> _mappings = new(
        records, RecordSet.FieldMappings, DeviceRecordsJson.Default.FieldMapping,
        mapping => FieldMappingRules.Check(mapping).Select(error => $"{error.Key}: {error.Value[0]}").FirstOrDefault());

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var mapping in _mappings.Read(RecordRange.All))
        {
            if (devices.Find(mapping.Id) is { } device) inputs.Of(device.Number).Map(MappedFields.Of(mapping.Value));
        }

        clocks.Load();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>That of a device; an empty one where nobody said anything.</summary>
    public FieldMapping Of(Device device) => _mappings.FindOr(device.Id, new FieldMapping())?.Value ?? new FieldMapping();

    /// <summary>Puts a mapping that is right in the place of a device's.</summary>
    public void Put(Device device, FieldMapping mapping)
    {
        records.TryCommit([_mappings.Put(device.Id, mapping)]);
        inputs.Of(device.Number).Map(MappedFields.Of(mapping));
    }

    /// <summary>The device's messages are read as the contract has it.</summary>
    public void Remove(Device device)
    {
        records.TryCommit([_mappings.Delete(device.Id)]);
        inputs.Of(device.Number).Map(null);
    }
}
