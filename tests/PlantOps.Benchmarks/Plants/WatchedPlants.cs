using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Plants;

/// <summary>
/// Plants that a gateway's devices watch, one each, with the rules that hold for every plant and a soil that is often too dry.
/// </summary>
internal static class WatchedPlants
{
    public static async Task<IReadOnlyList<string>> AddAsync(Gateway gateway, int count, long since)
    {
        var ids = new List<string>();
        foreach (var device in gateway.Clients(count))
        {
            var id = (await gateway.CommandAsync("plant", "add", $"Plant of {device.Id}")).GetProperty("id").GetString()!;
            await gateway.CommandAsync("plant", "watch", id, device.Id, "--since", $"{since}");
            await gateway.CommandAsync("plant", "rule", id, "soil_moisture.low", "warning=30", "critical=24");
            await gateway.CommandAsync("plant", "rule", id, "humidity.low", "warning=45");
            ids.Add(id);
        }

        return ids;
    }
}
