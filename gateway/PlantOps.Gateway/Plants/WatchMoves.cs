using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Plants;

/// <summary>Moves devices from plant to plant, each in one transaction.</summary>
internal sealed class WatchMoves(PlantStore plants, DeviceRegistry devices, TimeProvider time)
{
    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>What is wrong with a request, by field.</summary>
    public Dictionary<string, string[]> Check(string plantId, WatchRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (request.DeviceId is not { } id || devices.Find(id) is null)
        {
            errors["device_id"] = [$"There is no device '{request.DeviceId}'."];
        }

        if (request.SoilChannel is < SoilChannels.First or > SoilChannels.Most)
            errors["soil_channel"] = [StreamId.Expected];
        if (errors.Count == 0) CheckSince(plantId, request, errors);
        return errors;
    }

    private void CheckSince(string plantId, WatchRequest request, Dictionary<string, string[]> errors)
    {
        if (request.Since is not { } since) return;
        var others = request.Share == true ? [] : plants.WatchedBy(StreamOf(request));
        var begun = plants.Find(plantId)?.Value.Watches.Select(watch => watch.To ?? watch.From) ?? [];
        var earliest = begun.Concat(others.Where(other => other.Id != plantId).Select(other => other.Value.Watched!.From))
            .DefaultIfEmpty(0).Max();
        if (since > Now || since < earliest)
            errors["since"] = [$"It is not from {earliest}, when what was there before began or ended, until now."];
    }

    /// <summary>The plant with its device, and the changes of plants that lose it.</summary>
    public (Plant Plant, IReadOnlyList<RecordChange> Others) Move(Versioned<Plant> plant, WatchRequest request)
    {
        var device = devices.Find(request.DeviceId!)!;
        var at = request.Since ?? Now;
        var others = request.Share == true ? [] : plants.WatchedBy(StreamOf(request)).Where(other => other.Id != plant.Id);
        return (
            plant.Value.WatchedFrom(device.Number, request.SoilChannel ?? SoilChannels.First, at) with { PutAwayAt = null },
            [.. others.Select(other => plants.Put(other.Value.Unwatched(at), other.Version))]);
    }

    private StreamId StreamOf(WatchRequest request) =>
        StreamId.Of(devices.Find(request.DeviceId!)!.Number, request.SoilChannel ?? SoilChannels.First);
}
