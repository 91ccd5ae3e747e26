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
    private readonly ConcurrentDictionary<string, long> _begunAt = new();
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
            if (entry.Kind != JournalKind.Watered) return;
            _byPlant.TryRemove(plant, out _);
            _begunAt.TryRemove(plant, out _);
        };
    }

    public IEnumerable<string> PlantIds => _plants.All.Select(plant => plant.Id);

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

    /// <summary>Plants whose forecast is due, the oldest first.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<Plant> Due(int most)
    {
        var there = _plants.All.Select(plant => plant.Value).Where(plant => plant.PutAwayAt is null)
            .ToDictionary(plant => plant.Id);
        foreach (var gone in _begunAt.Keys.Where(id => !there.ContainsKey(id)))
        {
            _byPlant.TryRemove(gone, out _);
            _begunAt.TryRemove(gone, out _);
        }

        return
        [
            .. there.Values.Where(plant => plant.Watched is not null)
                .Select(plant => (Plant: plant, At: _begunAt.TryGetValue(plant.Id, out var at) ? at : (long?)null))
                .Where(one => one.At is not { } at || _time.GetElapsedTime(at) >= Good)
                .OrderBy(one => one.At ?? long.MinValue)
                .Take(most)
                .Select(one => one.Plant),
        ];
    }

    /// <summary>Works a plant's figures out.</summary>
    public PlantFigures Renew(Plant plant)
    {
        // Also where it fails: the others have their turn before it is tried again.
        _begunAt[plant.Id] = _time.GetTimestamp();
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
    private const string ItemPrefix = "Forecast of plant ";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    public override string Component => "forecasts";

    protected override string Title => "Working out when plants are too dry";

    protected override Task Run(CancellationToken stopping)
    {
        Faults.KeepOnly(ItemPrefix, forecasts.PlantIds.Select(id => ItemPrefix + id));
        foreach (var plant in forecasts.Due(MaxAtOnce))
        {
            stopping.ThrowIfCancellationRequested();
            Faults.TryItem(ItemPrefix + plant.Id, () => forecasts.Renew(plant));
        }

        return Task.CompletedTask;
    }
}
