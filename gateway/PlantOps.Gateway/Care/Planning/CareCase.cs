using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Care.Planning;

/// <summary>A plant while its plan is made: what is known, and what the rules have said so far.</summary>
internal sealed class CareCase
{
    public const long Day = 24 * 60 * 60 * 1000;

    public static readonly string Soil = Metrics.Name(Metric.SoilMoisture);
    public static readonly string Temperature = Metrics.Name(Metric.Temperature);
    public static readonly string Humidity = Metrics.Name(Metric.Humidity);
    public static readonly string Light = Metrics.Name(Metric.LightLevel);

    private readonly List<CareItem> _items = [];
    private readonly List<string> _unknown = [];

    public CareCase(CareInputs inputs)
    {
        Inputs = inputs;
        Season = new Season(inputs.Now, inputs.Zone, inputs.Hemisphere);
        IsOutdoors = Standing.IsOutdoors(inputs.Place, inputs.Species is { Humidity.High: >= 100 });
        Feeding = FeedingHabit.Of(inputs.Species?.Feeding);
        Facts = CareFactTable.Of(inputs, Feeding);
        IsSoilTrusted = inputs.Readings.Probe == SoilState.Measured && Fault(Soil) is null
            && inputs.Open(RuleKind.ProbeOut) is null;
    }

    public CareInputs Inputs { get; }

    public Season Season { get; }

    public CareFacts Facts { get; }

    public FeedingHabit? Feeding { get; }

    public bool IsOutdoors { get; }

    public IReadOnlyList<CareItem> Items => _items;

    public IReadOnlyList<string> Unknown => _unknown;

    /// <summary>Whether its soil was measured within a day, in the soil, unfrozen and by a sensor that works.</summary>
    public bool IsSoilTrusted { get; }

    public double? SoilNow => IsSoilTrusted ? Inputs.Readings.Soil?.Value : null;

    public bool IsDry => SoilNow is { } now && Inputs.Limits.SoilLow is { } low && now < low.Value;

    /// <summary>For more than a day: what was just watered is wet, and well.</summary>
    public bool IsWet => IsSoilTrusted && (Inputs.Readings.Wet is { To: null, Days: >= 1 } || Inputs.Open(RuleKind.High,
        Soil) is not null);

    /// <summary>Some days too dry, now or until a while ago, as after holidays. Rest is no drought.</summary>
    public SoilSpell? Drought { get; set; }

    /// <summary>An alert that says that a metric's sensor is at fault.</summary>
    public Alerts.Alert? Fault(string metric) => Inputs.Open(RuleKind.Implausible, metric) ?? Inputs.Open(RuleKind.Stuck, metric);

    public void NotKnown(string what)
    {
        if (!_unknown.Contains(what)) _unknown.Add(what);
    }

    /// <summary>Adds what is to be done between two midnights, unless somebody said a while ago that they did it.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="id">The advice.</param>
    /// <param name="from">Unix milliseconds UTC.</param>
    /// <param name="to">The same; not before the end of the day that it begins on.</param>
    /// <param name="reasons">Why.</param>
    /// <param name="facts">Which facts that rests on; those that are not known are left out.</param>
    public void Add(CareKind kind, string id, long from, long to, string[] reasons, params string[] facts) =>
        Add(CareOccasion.Usual, kind, id, from, to, reasons, facts);

    public void Add(
        CareOccasion occasion, CareKind kind, string id, long from, long to, string[] reasons, params string[] facts)
    {
        if (_items.Exists(item => item.Id == id) || IsDone(id)) return;
        _items.Add(new CareItem
        {
            Id = id,
            Kind = kind,
            From = from,
            To = Math.Max(to, from + Day),
            Occasion = occasion,
            Reasons = reasons,
            Refs = [.. facts.Where(Facts.Has).Distinct().Select(Facts.RefOf)],
            CanBeDone = CareCatalogue.CanBeDone(id),
        });
    }

    private bool IsDone(string id) =>
        Inputs.Journal.Any(entry => entry.Care == id && Inputs.Now - entry.At < CareCatalogue.QuietDays(id) * Day
            && entry.At <= Inputs.Now + Day);
}
