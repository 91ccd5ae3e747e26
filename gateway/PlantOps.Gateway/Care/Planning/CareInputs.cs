using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Care.Planning;

/// <summary>Everything that the rules of care see of a plant. Times are Unix milliseconds UTC.</summary>
internal sealed record CareInputs
{
    public required string PlantId { get; init; }

    public required long Now { get; init; }

    /// <summary>Where its days begin and end.</summary>
    public required TimeZoneInfo Zone { get; init; }

    public Hemisphere Hemisphere { get; init; }

    /// <summary>Where it stands, in its owner's words.</summary>
    public string? Place { get; init; }

    /// <summary>Since when it is known here.</summary>
    public long KnownSince { get; init; }

    /// <summary><see langword="null"/> where nobody said what it is.</summary>
    public SpeciesProfile? Species { get; init; }

    /// <summary>The device that watches it; <see langword="null"/> where none does.</summary>
    public string? Device { get; init; }

    public CareLimits Limits { get; init; } = CareLimits.None;

    public CareReadings Readings { get; init; } = CareReadings.Nothing;

    public PlantFigures Figures { get; init; } = new();

    /// <summary>Those that go on.</summary>
    public IReadOnlyList<Alert> Alerts { get; init; } = [];

    /// <summary>In the order of time.</summary>
    public IReadOnlyList<JournalEntry> Journal { get; init; } = [];

    /// <summary>With what its device measured.</summary>
    /// <param name="readings">Of the last 30 days, in the order of time.</param>
    public CareInputs Measured(IReadOnlyList<Reading> readings) => this with
    {
        Readings = CareReadings.Of(readings, Now, Zone, Limits),
        Figures = PlantFigures.Of(readings, Now, Zone, Limits.SoilLow?.Value),
    };

    public Alert? Open(RuleKind kind, string? metric = null) =>
        Alerts.FirstOrDefault(alert => alert.Rule.Kind == kind && (metric is null || alert.Rule.Metric == metric));

    public JournalEntry? Last(JournalKind kind) => Journal.LastOrDefault(entry => entry.Kind == kind);
}
