using System.Collections.Concurrent;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Forecast;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts;

/// <summary>
/// When plants are too dry. It takes months of readings to say so, and pages with many plants ask often: what was worked out
/// holds for a while.
/// </summary>
internal sealed class DryForecasts
{
    private static readonly TimeSpan Good = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Shown = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (PlantFigures Figures, double? Soil, long At)> _byPlant = new();
    private readonly FiguresReader _figures;
    private readonly PlantStore _plants;
    private readonly LatestReadings _latest;
    private readonly TimeProvider _time;

    public DryForecasts(
        FiguresReader figures, PlantStore plants, PlantJournal journal, LatestReadings latest, TimeProvider time)
    {
        (_figures, _plants, _latest, _time) = (figures, plants, latest, time);
        journal.Added += (plant, entry) =>
        {
            if (entry.Kind == JournalKind.Watered) _byPlant.TryRemove(plant, out _);
        };
    }

    /// <summary>
    /// As it was worked out lately; <see langword="null"/> where it was not yet, or the plant has been watered since.
    /// </summary>
    public DryForecast? Known(Plant plant) =>
        _byPlant.TryGetValue(plant.Id, out var known) && _time.GetElapsedTime(known.At) < Shown
            && !(SoilOf(plant) >= known.Soil + WateringDetector.MinRise) ? known.Figures.DryForecast : null;

    /// <summary>The same, worked out now where it is not known.</summary>
    public DryForecast? Ready(Plant plant) => Known(plant) ?? Renew(plant).DryForecast;

    /// <summary>As it was worked out lately, or is now.</summary>
    public PlantFigures Of(Plant plant) =>
        _byPlant.TryGetValue(plant.Id, out var known) && _time.GetElapsedTime(known.At) < Good ? known.Figures : Renew(plant);

    /// <summary>Works those out that are due, the oldest first.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="stopping">Ends it after the one that is begun.</param>
    public void RenewDue(int most, CancellationToken stopping)
    {
        var there = _plants.All.Select(plant => plant.Value).Where(plant => plant.PutAwayAt is null)
            .ToDictionary(plant => plant.Id);
        foreach (var gone in _byPlant.Keys.Where(id => !there.ContainsKey(id))) _byPlant.TryRemove(gone, out _);
        var due = there.Values.Where(plant => plant.Watched is not null)
            .Select(plant => (Plant: plant, At: _byPlant.TryGetValue(plant.Id, out var known) ? known.At : (long?)null))
            .Where(one => one.At is not { } at || _time.GetElapsedTime(at) >= Good)
            .OrderBy(one => one.At ?? long.MinValue)
            .Take(most);
        foreach (var (plant, _) in due.ToList())
        {
            if (stopping.IsCancellationRequested) return;
            Renew(plant);
        }
    }

    private PlantFigures Renew(Plant plant)
    {
        var figures = _figures.Of(plant);
        _byPlant[plant.Id] = (figures, SoilOf(plant), _time.GetTimestamp());
        return figures;
    }

    private double? SoilOf(Plant plant) => plant.Watched is { } watch && _latest.Of(watch.Stream) is { } reading
        && reading.Qualities[Metric.SoilMoisture] == Quality.Ok ? reading.Values[Metric.SoilMoisture] : null;
}

/// <summary>Has forecasts ready before a page asks for them.</summary>
internal sealed class DryForecasting(DryForecasts forecasts, Supervisor supervisor, ILogger<DryForecasting> logger)
    : PeriodicService(Interval, supervisor, logger)
{
    // Of a thousand plants each is worked out each half hour, and a small machine is busy with it for less than a tenth.
    private const int MaxAtOnce = 8;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    public override string Component => "forecasts";

    protected override string Title => "Working out when plants are too dry";

    protected override Task Run(CancellationToken stopping)
    {
        forecasts.RenewDue(MaxAtOnce, stopping);
        return Task.CompletedTask;
    }
}
