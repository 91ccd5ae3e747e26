using PlantOps.Gateway.Alerts.Rules;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>What a rule has to say.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Severity">How bad it was or is.</param>
/// <param name="RaisedAt">When the alert was raised that this belongs to; with plant and rule it names the alert.</param>
/// <param name="Since">When what is so now began, before the dwell.</param>
/// <param name="At">When it was believed.</param>
/// <param name="Value">The value then; NaN where there is none.</param>
internal readonly record struct Outcome(
    AlertRule Rule, AlertEventKind Kind, AlertSeverity Severity, long RaisedAt, long Since, long At, double Value);
