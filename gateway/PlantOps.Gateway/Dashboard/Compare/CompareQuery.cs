using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Dashboard.PlantPage;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.Compare;

/// <summary>What is compared: some plants, or one plant with itself before.</summary>
/// <param name="Choice">Of what, and of how long.</param>
/// <param name="Plants">Their ids, each once.</param>
internal sealed record CompareQuery(ChartChoice Choice, IReadOnlyList<string> Plants)
{
    /// <summary>More lines cannot be told apart.</summary>
    public const int MaxPlants = 4;

    private const long Day = 24 * 60 * 60 * 1000;

    /// <summary>One plant is compared with itself, as long before.</summary>
    public bool IsWithItself => Plants.Count == 1;

    public static CompareQuery Of(HttpRequest request)
    {
        int? days = int.TryParse(request.Query["days"], out var number) ? number : null;
        var plants = request.Query["plant"].OfType<string>().Where(id => id.Length > 0).Distinct().Take(MaxPlants);
        return new CompareQuery(ChartChoice.Of(request.Query["metric"], days), [.. plants]);
    }

    /// <summary>Where a script reads the same.</summary>
    public string Source()
    {
        var plants = string.Concat(Plants.Select(id => $"&plant={Uri.EscapeDataString(id)}"));
        return $"/compare/data?metric={Metrics.Name(Choice.Metric)}&days={Choice.Days}{plants}";
    }

    /// <summary>What was measured; of the time before as if it were now.</summary>
    public IReadOnlyList<ComparedLine> Read(PlantHistory history, Func<string, Plant?> plantOf, long now)
    {
        var plants = Plants.Select(plantOf).OfType<Plant>().ToList();
        var lines = plants.Select(
            plant => new ComparedLine(plant, false, history.Read(plant, Choice.Metric, Choice.Days, now))).ToList();
        if (plants.Count != 1) return lines;
        var shift = Choice.Days * Day;
        var before = history.Read(plants[0], Choice.Metric, Choice.Days, now - shift).Select(
            point => point with { At = point.At + shift });
        return [.. lines, new ComparedLine(plants[0], true, [.. before])];
    }
}

/// <summary>A line of the chart.</summary>
/// <param name="Plant">Whose.</param>
/// <param name="IsBefore">Whether it is of the time before.</param>
/// <param name="Points">By time.</param>
internal sealed record ComparedLine(Plant Plant, bool IsBefore, IReadOnlyList<HistoryPoint> Points);
