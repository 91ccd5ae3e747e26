using System.Text.Json;

namespace PlantOps.Attack.Targets;

/// <summary>What the API has of a device.</summary>
internal static class StoredReadings
{
    private const string Everything = "resolution=raw&metrics=temperature&from=0&to=9000000000000";

    /// <summary>Temperatures by sequence number; more than one where a reading is there twice.</summary>
    public static async Task<ILookup<long, double>> OfAsync(HttpClient owner, string deviceId)
    {
        using var answer = JsonDocument.Parse(await owner.GetStringAsync($"/api/v1/devices/{deviceId}/telemetry?{Everything}"));
        return In(answer.RootElement);
    }

    public static ILookup<long, double> In(JsonElement answer)
    {
        var temperatures = answer.GetProperty("metrics").GetProperty("temperature").EnumerateArray();
        return answer.GetProperty("seq").EnumerateArray().Zip(temperatures)
            .Where(pair => pair.First.ValueKind == JsonValueKind.Number && pair.Second.ValueKind == JsonValueKind.Number)
            .ToLookup(pair => pair.First.GetInt64(), pair => pair.Second.GetDouble());
    }
}
