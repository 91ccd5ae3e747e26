using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Alerts.Replay;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Alerts.Watching;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Years;

/// <summary>Has the gateway judge a year: its replay says what it would have raised, its policy what people hear.</summary>
internal static class YearJudge
{
    private static readonly Pace Pace = new(YearCalendar.Step);

    public static JudgedYear Judge(HouseholdYear year, TestStore store)
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(YearCalendar.End));
        var registry = new DeviceRegistry(store.Devices, time);
        var plants = new List<(PlantYear Year, Plant Plant)>();
        var readings = new Dictionary<StreamId, Reading[]>();
        foreach (var one in year.Plants)
        {
            var name = one.Plant.Name;
            var device = registry.Admit(new DeviceDescription(name, $"hw-{year.Seed}-{name}", null, null, []), "secret", null)!;
            var watch = new Watch(device.Number, YearCalendar.Start, null);
            var plant = new Plant
            {
                Id = "pl-" + name, Name = name, Species = one.Plant.Species, CreatedAt = YearCalendar.Start, Watches = [watch],
            };
            plants.Add((one, plant));
            readings[watch.Stream] = one.Readings;
        }

        var replay = Replay(store, registry, new YearReadings(readings), time);
        var alerts = plants.ToDictionary(
            one => one.Year.Plant.Name,
            one => replay.Judge(one.Plant, YearCalendar.Start, YearCalendar.End, Pace, CancellationToken.None).Alerts);
        var told = new Telling([.. plants.Select(one => one.Plant)]).Tell(alerts.Values.SelectMany(some => some));
        return new JudgedYear(year, alerts, told);
    }

    private static AlertReplay Replay(TestStore store, DeviceRegistry registry, IReadingStore readings, TimeProvider time)
    {
        var species = new SpeciesStore(store.Records);
        var rules = new PlantRules(new SpeciesCatalogue(species), species);
        var settings = new SettingsRegistry(store.Settings, registry);
        var devices = new WatchedDevices(registry, settings, new DevicePresence(store.Presence, time));
        var place = Options.Create(new AlertOptions { TimeZone = YearCalendar.Zone });
        return new AlertReplay(readings, rules, devices, place, Options.Create(new SeasonOptions()), time);
    }
}
