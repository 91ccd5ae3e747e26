using System.Text.Json.Serialization;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Alerts.Rules;

/// <summary>
/// What an owner sets of a rule; the rest stays as the species or the default has it. Thresholds in the unit of the rule's
/// metric, times in seconds.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class RuleChangeMessage
{
    private const double MaxNumber = 1_000_000;
    public const int MaxSeconds = 30 * 24 * 60 * 60;

    /// <summary><c>false</c> turns the rule off.</summary>
    public bool? Enabled { get; init; }

    public double? Warning { get; init; }

    public double? Critical { get; init; }

    public double? Hysteresis { get; init; }

    public int? DwellS { get; init; }

    public int? CooldownS { get; init; }

    public static RuleChangeMessage Of(RuleChange change) => new()
    {
        Enabled = change.Enabled,
        Warning = change.Warning,
        Critical = change.Critical,
        Hysteresis = change.Hysteresis,
        DwellS = change.DwellS,
        CooldownS = change.CooldownS,
    };

    /// <summary>What was checked, as what is kept.</summary>
    public RuleChange ToChange() => new()
    {
        Enabled = Enabled,
        Warning = Warning,
        Critical = Critical,
        Hysteresis = Hysteresis,
        DwellS = DwellS,
        CooldownS = CooldownS,
    };

    /// <summary>What is wrong with it, by field; whether its thresholds fit each other depends on the rule.</summary>
    public Dictionary<string, string[]> Check()
    {
        var errors = new Dictionary<string, string[]>();
        Finite("warning", Warning);
        Finite("critical", Critical);
        if (Hysteresis is { } hysteresis && !(hysteresis >= 0 && hysteresis < MaxNumber))
            errors["hysteresis"] = ["It is negative or too large."];
        Seconds("dwell_s", DwellS);
        Seconds("cooldown_s", CooldownS);
        return errors;

        void Finite(string field, double? value)
        {
            if (value is { } number && !(Math.Abs(number) < MaxNumber)) errors[field] = ["It is too large."];
        }

        void Seconds(string field, int? value)
        {
            if (value is < 0 or > MaxSeconds) errors[field] = [$"It is not from 0 to {MaxSeconds} seconds, 30 days."];
        }
    }
}
