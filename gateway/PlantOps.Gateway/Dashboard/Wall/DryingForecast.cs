using System.Collections.Concurrent;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.Wall;

/// <summary>
/// In how many days plants are dry. It takes a month of readings to say so, and a tablet asks twice a minute: what was worked out
/// holds for a while.
/// </summary>
internal sealed class DryingForecast(FiguresReader figures, PlantStore plants, TimeProvider time)
{
    private static readonly TimeSpan Good = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, (double? Days, long At)> _byPlant = new();

    public double? DaysUntilDry(Plant plant)
    {
        if (_byPlant.TryGetValue(plant.Id, out var known) && time.GetElapsedTime(known.At) < Good) return known.Days;
        var days = figures.Of(plant).DaysUntilDry;
        _byPlant[plant.Id] = (days, time.GetTimestamp());

        // Of plants that are gone nothing stays.
        if (_byPlant.Count > plants.All.Count)
        {
            var there = plants.All.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
            foreach (var gone in _byPlant.Keys.Where(id => !there.Contains(id))) _byPlant.TryRemove(gone, out _);
        }

        return days;
    }
}
