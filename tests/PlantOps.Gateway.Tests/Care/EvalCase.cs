using System.Text.Json;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Alerts.Evaluation;

namespace PlantOps.Gateway.Tests.Care;

/// <summary>A case of <c>tests/care-eval</c>, whose README says how it is written.</summary>
internal sealed record EvalCase(string Group, JsonElement Json)
{
    private const long Hour = 60 * 60 * 1000;
    private const long Step = Hour / 2;
    private const string Device = "plant-7k2m9x4d";

    public string Id => Json.GetProperty("id").GetString()!;

    public JsonElement Expected => Json.GetProperty("expect");

    public long Now => Json.GetProperty("at").GetDateTimeOffset().ToUnixTimeMilliseconds();

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Json.GetProperty("zone").GetString()!);

    public static IReadOnlyList<EvalCase> All()
    {
        var directory = Path.Combine(AppContext.BaseDirectory, "care-eval");
        return
        [
            .. from file in Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal)
               from one in JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateArray()
               select new EvalCase(Path.GetFileNameWithoutExtension(file), one),
        ];
    }

    /// <summary>What the rules see of it, by the same ways as in the gateway.</summary>
    public CareInputs Inputs(IReadOnlyDictionary<string, SpeciesProfile> known)
    {
        var species = Json.GetProperty("species").GetString() is { } id ? known[id] : null;
        var rules =
            RuleBook.All(species is null ? PlantRanges.Unknown : SpeciesRanges.Of(species), new Dictionary<string, RuleChange>())
            .ToList();
        return new CareInputs
        {
            PlantId = "pl-4k7x9m2d",
            Now = Now,
            Zone = Zone,
            Hemisphere = Hemispheres.Of(Zone),
            Place = Json.GetProperty("place").GetString(),
            KnownSince = Now - (Json.GetProperty("known_days").GetInt64() * 24 * Hour),
            Species = species,
            Device = Json.GetProperty("watched").GetBoolean() ? Device : null,
            Limits = CareLimits.Of(rules, new Dictionary<string, RuleChange>(), species is not null),
            Alerts = [.. Many("alerts").Select(alert => AlertOf(alert, rules))],
            Journal = [.. Many("journal").Select(EntryOf).OrderBy(entry => entry.At)],
        }.Measured(Readings());
    }

    /// <summary>The series as readings every half hour, straight between their points.</summary>
    public IReadOnlyList<Reading> Readings()
    {
        var series = Json.GetProperty("series").EnumerateObject().ToDictionary(
            one => one.Name,
            one => one.Value.EnumerateArray().Select(point => (At: point[0].GetDouble(), Value: point[1].GetDouble())).ToList());
        if (series.Count == 0) return [];
        var first = series.Values.Min(points => points[0].At);
        var readings = new List<Reading>();
        for (var at = (long)(first * Hour); at <= 0; at += Step)
        {
            var hours = at / (double)Hour;
            var values = new Values(
                Math.Max(0, Value(series, "soil_moisture", hours) + Noise(at, 1, 0.4)),
                Value(series, "temperature", hours) + Noise(at, 2, 0.3),
                Math.Clamp(Value(series, "humidity", hours) + Noise(at, 3, 1), 0, 100),
                Lux(Value(series, "daily_light", hours), Now + at));
            if (Array.TrueForAll([values.Temperature, values.Humidity, values.Soil, values.Light], double.IsNaN)) continue;
            readings.Add(TrackBench.Reading(Now + at, values) with { Boot = 3, Sequence = readings.Count });
        }

        return readings;
    }

    private static double Value(Dictionary<string, List<(double At, double Value)>> series, string name, double hours)
    {
        if (!series.TryGetValue(name, out var points) || hours < points[0].At || hours > points[^1].At) return double.NaN;
        var next = points.FindIndex(point => point.At >= hours);
        if (next == 0) return points[0].Value;
        var (before, after) = (points[next - 1], points[next]);
        return before.Value + ((after.Value - before.Value) * (hours - before.At) / (after.At - before.At));
    }

    /// <summary>As sensors have it, the same in each run: up to so much to either side.</summary>
    private static double Noise(long at, int sensor, double most)
    {
        var wave = Math.Sin((at / Step * 12.9898) + (sensor * 78.233)) * 43_758.5453;
        return ((wave - Math.Floor(wave)) * 2 * most) - most;
    }

    /// <summary>Sunlight from six to six as half a sine that comes to so much in a day.</summary>
    private double Lux(double moles, long time)
    {
        if (double.IsNaN(moles)) return double.NaN;
        var hour = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(time), Zone).TimeOfDay.TotalHours;
        if (hour is <= 6 or >= 18) return 0;
        var peak = moles * 1_000_000 / DailyLight.MicromolesALux / (12 * 3600 * 2 / Math.PI);
        return peak * Math.Sin((hour - 6) / 12 * Math.PI);
    }

    private JsonElement[] Many(string name) => Json.TryGetProperty(name, out var some) ? [.. some.EnumerateArray()] : [];

    private Alert AlertOf(JsonElement alert, List<AlertRule> rules)
    {
        var since = Now + (long)(alert.GetProperty("since_hours").GetDouble() * Hour);
        var rule = rules.Single(rule => rule.Id == alert.GetProperty("rule").GetString());
        return new Alert
        {
            Id = Alert.IdOf(since, "pl-4k7x9m2d", rule.Id), PlantId = "pl-4k7x9m2d", Rule = rule, Since = since, RaisedAt = since,
            Severity = alert.GetProperty("severity").GetString() == "critical" ? AlertSeverity.Critical : AlertSeverity.Warning,
        };
    }

    private JournalEntry EntryOf(JsonElement entry)
    {
        var at = Now + (long)(entry.GetProperty("hours").GetDouble() * Hour);
        var kind = Enum.Parse<JournalKind>(entry.GetProperty("kind").GetString()!, ignoreCase: true);
        return new JournalEntry { Id = JournalEntry.NewId(at), Kind = kind, At = at, By = "Ada" };
    }
}
