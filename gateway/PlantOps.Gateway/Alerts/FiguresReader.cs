using Microsoft.Extensions.Options;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Calibration;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Forecast;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Alerts;

/// <summary>Works a plant's figures out. What is damaged is as if nothing had been measured then.</summary>
internal sealed class FiguresReader(
    IReadingStore readings, IRollupStore rollups, PlantRules rules, OpenAlerts alerts, PlantJournal journal,
    CalibrationProposals proposals, IOptions<AlertOptions> options, TimeProvider time)
{
    private const string TooDry = "soil_moisture.low";
    private const double Day = 24 * 60 * 60 * 1000;

    // What is told of a probe is known before its values show it.
    private static readonly Dictionary<string, DryUnknown> Faults = new(StringComparer.Ordinal)
    {
        ["soil_moisture.implausible"] = DryUnknown.Doubted,
        ["soil_moisture.stuck"] = DryUnknown.Doubted,
        ["soil_moisture.out"] = DryUnknown.ProbeOut,
    };

    /// <param name="plant">Which.</param>
    /// <param name="lately">Its forecast where that is known already: it takes months of readings.</param>
    public PlantFigures Of(Plant plant, DryForecast? lately = null)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var found = new List<Reading>();
        if (plant.Watched is { } watch)
        {
            var from = Math.Max(Since(plant, watch), now - PlantFigures.Lookback);
            readings.Read(watch.Stream, from, now + 1, int.MaxValue, found, []);
        }

        var rule = rules.AllOf(plant).Single(rule => rule.Id == TooDry);
        var figures = PlantFigures.Of(found, now, options.Value.TimeZone, rule.Warning);

        // What its owner says counts where the soil shows nothing: a little water does not reach a probe.
        var said = journal.Last(plant.Id, JournalKind.Watered);
        if (said > (figures.LastWatered ?? 0))
            figures = figures with { LastWatered = said, DaysSinceWatering = (now - said) / Day };
        var forecast = FaultOf(plant) is { } fault
            ? DryForecast.Not(fault)
            : lately ?? ForecastOf(plant, rule, found, figures, now);
        return WithForecast(figures, forecast);
    }

    // What nobody knows is not known by the last rate either where there is nothing behind the value.
    private static PlantFigures WithForecast(PlantFigures figures, DryForecast forecast) => figures with
    {
        DryForecast = forecast,
        DaysUntilDry = forecast.IsKnown ? forecast.Likely
            : forecast.Unknown is DryUnknown.ProbeOut or DryUnknown.Frozen or DryUnknown.Doubted or DryUnknown.NotDrying ? null
            : figures.DaysUntilDry,
    };

    // On another scale a calibration would look like a watering, or like drying.
    private long Since(Plant plant, Watch watch) => Math.Max(watch.From, proposals.TakenAt(plant) ?? 0);

    private DryUnknown? FaultOf(Plant plant)
    {
        foreach (var alert in alerts.Of(plant.Id))
        {
            if (Faults.TryGetValue(alert.Value.Rule.Id, out var fault)) return fault;
        }

        return null;
    }

    private DryForecast ForecastOf(Plant plant, AlertRule rule, List<Reading> found, PlantFigures figures, long now)
    {
        if (plant.Watched is not { } watch) return DryForecast.Not(DryUnknown.NoDevice);
        if (rule.Warning is not { } low) return DryForecast.Not(DryUnknown.NoLimit);
        if (SoilSensor.WhyNot(found, now) is { } why) return DryForecast.Not(why);
        var from = RollupPeriod.Hour.StartOf(Math.Max(Since(plant, watch), now - DryForecast.Lookback));
        var hours = new List<Rollup>();
        rollups.Read(watch.Stream, RollupPeriod.Hour, from, RollupPeriod.Hour.StartOf(now) + SoilHour.Length, hours, []);
        var soil = SoilHours.Of(hours);
        return DryForecast.Of(soil, Waterings(soil, found, figures), low, now);
    }

    // By readings as far back as they were read, by hours before that, and one that its owner told of.
    private static List<long> Waterings(SoilHours soil, List<Reading> found, PlantFigures figures)
    {
        var first = found.Count > 0 ? found[0].Time : long.MaxValue;
        var earlier = soil.Measured.TakeWhile(hour => hour.Start < first)
            .Select(hour => new Sample(hour.Start + (SoilHour.Length / 2), hour.Level));
        List<long> all = [.. WateringDetector.Find(earlier).Concat(figures.Waterings).Select(watering => watering.Time)];
        if (figures.LastWatered is { } last && (all.Count == 0 || last > all[^1])) all.Add(last);
        return all;
    }
}
