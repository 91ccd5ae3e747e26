using System.Globalization;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Care;

/// <summary>Reads what the rules of care see of a plant.</summary>
internal sealed class CareReader(
    IReadingStore readings, PlantRules rules, SpeciesCatalogue species, OpenAlerts alerts, PlantJournal journal,
    DeviceRegistry devices, FiguresReader figures, IOptions<AlertOptions> place, IOptions<SeasonOptions> seasons,
    TimeProvider time)
{
    /// <summary>What was done before these entries does not count: that is years.</summary>
    private const int MaxEntries = 1000;
    private const int LatestEntries = 10;

    /// <summary>Unix milliseconds UTC.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public TimeZoneInfo Zone => place.Value.TimeZone;

    public CareInputs Read(Plant plant)
    {
        var profile = plant.Species is { } id ? species.Find(id)?.Profile : null;
        var now = Now;
        var found = new List<Reading>();

        // What is damaged is as if nothing had been measured then.
        if (plant.Watched is { } watch)
            readings.Read(watch.Stream, Math.Max(watch.From, now - PlantFigures.Lookback), now + 1, int.MaxValue, found, []);
        return new CareInputs
        {
            PlantId = plant.Id,
            Now = now,
            Zone = Zone,
            Hemisphere = seasons.Value.HemisphereOf(Zone),
            Place = plant.Place,
            KnownSince = plant.CreatedAt,
            Species = profile,
            Device = plant.Watched is { } watched ? devices.Find(watched.Device)?.Id : null,
            Limits = CareLimits.Of(rules.AllOf(plant), plant.Rules, profile is not null),
            Alerts = [.. alerts.Of(plant.Id).Select(alert => alert.Value)],
            Journal = [.. Latest(plant.Id, MaxEntries).Reverse()],
        }.Measured(found) with { Figures = figures.Of(plant) };
    }

    /// <summary>
    /// What tells at little cost whether a plan may have become another one: everything but the readings. Of those <see
    /// cref="MeasuredAt"/> tells whether there are new ones.
    /// </summary>
    public string KeyOf(Plant plant, long version)
    {
        var today = LocalDay.Start(Now, Zone);
        var open = string.Join(',', alerts.Of(plant.Id).Select(alert => $"{alert.Id}:{alert.Value.Severity}"));
        var entries = string.Join(',', Latest(plant.Id, LatestEntries).Select(entry => entry.Id));
        return string.Create(CultureInfo.InvariantCulture, $"{today} {version} {rules.Revision} {open} {entries}");
    }

    /// <summary>The latest reading, Unix milliseconds UTC; 0 where there is none.</summary>
    public long MeasuredAt(Plant plant) => plant.Watched is { } watch ? readings.Latest(watch.Stream)?.Time ?? 0 : 0;

    private IEnumerable<JournalEntry> Latest(string plantId, int count) =>
        journal.Read(PlantJournal.Of(plantId) with { Backwards = true, Limit = count }).Select(entry => entry.Value);
}
