using PlantOps.Gateway.Alerts.Evaluation;

namespace PlantOps.Gateway.Alerts;

/// <summary>What outcomes make of alerts. Pure: live and from history, the same outcomes give the same alerts.</summary>
internal static class AlertWriting
{
    /// <summary>So long somebody was worried, in milliseconds.</summary>
    private const long Worry = 24 * 60 * 60 * 1000;

    /// <summary>The alert that an outcome raises.</summary>
    public static Alert Raised(string plantId, in Outcome outcome) => new()
    {
        Id = IdOf(plantId, outcome),
        PlantId = plantId,
        Rule = outcome.Rule,
        Severity = outcome.Severity,
        Since = outcome.Since,
        CriticalSince = outcome.Severity == AlertSeverity.Critical ? outcome.Since : null,
        RaisedAt = outcome.RaisedAt,
        Value = ValueOf(outcome),
    };

    /// <summary>The alert after what happened to it. That it is worse is news, whoever has acknowledged it before.</summary>
    public static Alert Changed(Alert alert, in Outcome outcome) => outcome.Kind switch
    {
        AlertEventKind.Escalated => alert with
        {
            Severity = outcome.Severity,
            CriticalSince = outcome.Since,
            EscalatedAt = outcome.At,
            Value = ValueOf(outcome),
            AcknowledgedAt = null,
            AcknowledgedBy = null,
            SnoozedUntil = null,
        },
        AlertEventKind.Recovered => alert with { RecoveredAt = outcome.At },
        _ => alert,
    };

    /// <summary>
    /// The word that is worth to be said; <see langword="null"/> where its end is no news: who has just watered a plant knows,
    /// and that winter is over nobody needs to be told. Of what was critical or went on for a day somebody is glad to hear.
    /// </summary>
    public static AlertEvent? EventOf(string plantId, in Outcome outcome) => IsNews(outcome) ? Happened(plantId, outcome) : null;

    /// <summary>What happened, for whoever follows live; <see langword="null"/> where there is nothing that could end.</summary>
    public static AlertEvent? Happened(string plantId, in Outcome outcome)
    {
        if (outcome.Kind == AlertEventKind.Recovered && !outcome.Rule.TellsRecovery) return null;
        var alertId = IdOf(plantId, outcome);
        return new AlertEvent
        {
            Id = AlertEvent.IdOf(outcome.At, alertId, outcome.Kind),
            AlertId = alertId,
            PlantId = plantId,
            Kind = outcome.Kind,
            Severity = outcome.Severity,
            At = outcome.At,
            Value = ValueOf(outcome),
        };
    }

    private static bool IsNews(in Outcome outcome) => outcome.Kind != AlertEventKind.Recovered
        || outcome.Severity == AlertSeverity.Critical
        || (outcome.At - outcome.RaisedAt > Worry && !outcome.Rule.IsSeasonal);

    public static string IdOf(string plantId, in Outcome outcome) => Alert.IdOf(outcome.RaisedAt, plantId, outcome.Rule.Id);

    private static double? ValueOf(in Outcome outcome) => double.IsNaN(outcome.Value) ? null : outcome.Value;
}
