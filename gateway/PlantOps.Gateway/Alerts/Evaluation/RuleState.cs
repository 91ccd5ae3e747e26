using System.Text.Json.Serialization;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>What is remembered of a plant's rules between two readings, and over a restart.</summary>
internal sealed record PlantState
{
    private static readonly Dictionary<string, IReadOnlyList<double>> Nothing = [];

    /// <summary>Time of the latest reading that was looked at; 0 where there was none. Earlier ones are history.</summary>
    public long LastTime { get; init; }

    /// <summary>The device and soil channel that it was about.</summary>
    [JsonPropertyName("device")]
    public StreamId Stream { get; init; }

    public IReadOnlyDictionary<string, RuleState> Rules { get; init; } = new Dictionary<string, RuleState>();

    /// <summary>How often readings and each metric come, as far as that was learned; by the metric's name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Rhythms
    {
        get;
        // What an earlier version kept has none.
        init => field = value ?? Nothing;
    } = Nothing;

    /// <summary>Where the soil probe is, as far as that is known.</summary>
    public IReadOnlyList<double> Probe
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>What of it holds for a device: another one's earlier values are nothing to compare its own with.</summary>
    public PlantState For(StreamId stream) => stream == Stream
        ? this
        : this with
        {
            Stream = stream,
            Rules = Rules.ToDictionary(pair => pair.Key, pair => Elsewhere(pair.Value)),
            Rhythms = Nothing,
            Probe = [],
        };

    private static RuleState Elsewhere(RuleState state) =>
        state with { Memory = [], WarningChanging = 0, CriticalChanging = 0 };
}

/// <summary>What is remembered of one rule. Times are Unix milliseconds, 0 where there is none.</summary>
internal sealed record RuleState
{
    public bool Warning { get; init; }

    public bool Critical { get; init; }

    public long WarningChanging { get; init; }

    public long CriticalChanging { get; init; }

    public long WarningBegan { get; init; }

    public long CriticalBegan { get; init; }

    /// <summary>What was said and not taken back: 0 nothing, 1 a warning, 2 that it is critical.</summary>
    [JsonPropertyName("told")]
    public int RaisedLevel { get; init; }

    /// <summary>When the open alert was raised.</summary>
    public long RaisedAt { get; init; }

    /// <summary>When a warning was last said.</summary>
    public long WarnedAt { get; init; }

    /// <summary>When critical was last said.</summary>
    public long CriticalAt { get; init; }

    /// <summary>When the rule last had a value that could be trusted.</summary>
    public long KnownAt { get; init; }

    /// <summary>When it was last known which side of its threshold it is on.</summary>
    public long SettledAt { get; init; }

    /// <summary>What only this kind of rule remembers.</summary>
    public IReadOnlyList<double> Memory { get; init; } = [];
}
