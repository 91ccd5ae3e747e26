using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Photos;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.VirtualPlants;

namespace PlantOps.Gateway.Dashboard.Plants;

/// <summary>Puts together what cards are made of.</summary>
internal sealed class CardReader(
    PlantStore plants, PlantIndex index, PlantStatusCache statuses, OpenAlerts alerts, PlantRules rules, SpeciesCatalogue species,
    WateringNotes watering, DryForecasts forecasts, PlantPhotos photos, RecentReadings readings, DeviceRegistry devices,
    VirtualPlantDevices virtualPlants, TimeProvider time, DemoMark? demo = null)
{
    private const int Many = 1000;

    /// <summary>Unix milliseconds UTC.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>How all plants are that were not given up; why is read of those that are shown.</summary>
    public IReadOnlyList<PlantFacts> All() => [.. index.All.Select(KnownAmong(index.All.Count))];

    /// <summary>How they all are.</summary>
    public IReadOnlyList<CardState> States() =>
        [.. index.All.Select(KnownAmong(index.All.Count)).Select(facts => PlantCard.StateOf(facts.ConditionAt(Now)))];

    public PlantFacts? Find(string id) => plants.Find(id) is { } plant ? WithDetails(Known(plant.Value)) : null;

    /// <summary>With all that a card says of it.</summary>
    public PlantFacts WithDetails(PlantFacts known)
    {
        var plant = known.Plant;
        return (known.Latest is null ? Known(plant) : known) with
        {
            Alerts = [.. alerts.Of(plant.Id).Select(alert => alert.Value)],
            Rules = rules.Of(plant),
            Week = readings.Week(plant, Now),
            Watered = watering.Last(plant.Id),
            Dry = forecasts.Known(plant),
            Photo = plant.HasPhoto ? photos.AlbumOf(plant).Newest : null,
            Species = plant.Species is { } id ? species.Find(id) : null,
            IsVirtual = plant.Watched is { } watch && devices.Find(watch.Device)?.IsVirtual == true,
            IsRunHere = demo is null && virtualPlants.Runs(plant.Id),
        };
    }

    // To read the latest reading of very many takes seconds: of those the last look has to do.
    private Func<Plant, PlantFacts> KnownAmong(int count) => count <= Many ? Known : plant =>
    {
        var status = statuses.Of(plant.Id);
        long? readingAt = status.LastReadingAt is > 0 and var at ? at : null;
        return new PlantFacts { Plant = plant, Status = status, FreshUntil = readings.FreshUntil(plant, readingAt) };
    };

    private PlantFacts Known(Plant plant)
    {
        var facts = new PlantFacts { Plant = plant, Status = statuses.Of(plant.Id), Latest = readings.Latest(plant) };
        return facts with { FreshUntil = readings.FreshUntil(plant, facts.ReadingAt) };
    }
}
