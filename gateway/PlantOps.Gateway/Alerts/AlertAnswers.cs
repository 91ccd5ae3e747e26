using PlantOps.Gateway.Events;

namespace PlantOps.Gateway.Alerts;

/// <summary>What people say to alerts: kept with the alert, and told to whoever has it before them.</summary>
internal sealed class AlertAnswers(AlertStore alerts, LiveEvents live, TimeProvider time)
{
    /// <summary>Somebody looks after it, from now on or since they said so.</summary>
    /// <returns>The alert as it is then; <see langword="null"/> where there is none.</returns>
    public Alert? Acknowledge(string id, string by, long? at = null) =>
        Change(id, alert => alert with { AcknowledgedAt = at ?? Now, AcknowledgedBy = by });

    /// <summary>Nobody looks after it after all.</summary>
    public Alert? Withdraw(string id) => Change(id, alert => alert with { AcknowledgedAt = null, AcknowledgedBy = null });

    /// <summary>Nothing is told of it for some hours.</summary>
    public Alert? Snooze(string id, double hours)
    {
        var until = (time.GetUtcNow() + TimeSpan.FromHours(hours)).ToUnixTimeMilliseconds();
        return Change(id, alert => alert with { SnoozedUntil = until });
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private Alert? Change(string id, Func<Alert, Alert> change)
    {
        if (alerts.Change(id, change) is not { } alert) return null;
        var answer = new LiveAnswer
        {
            PlantId = alert.PlantId,
            AlertId = alert.Id,
            AcknowledgedAt = alert.AcknowledgedAt,
            AcknowledgedBy = alert.AcknowledgedBy,
            SnoozedUntil = alert.SnoozedUntil,
        };
        live.Publish(LiveEventType.Answer, answer, EventsJson.Default.LiveAnswer);
        return alert;
    }
}
