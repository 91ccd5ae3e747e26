using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Tests.Notifications;

/// <summary>Plants with something wrong.</summary>
internal static class TestAlerts
{
    public const long Minute = 60_000;

    /// <summary>2026-05-01T10:00:00Z.</summary>
    public const long Now = 1_777_629_600_000;

    public static readonly AlertRule Dry = new("soil_moisture.low", RuleKind.Low, "soil_moisture") { Warning = 15, Critical = 8 };

    public static Plant Plant(string name, string? place = null, long? mutedUntil = null) =>
        new()
        {
            Id = "p-" + name.ToLower(CultureInfo.InvariantCulture),
            Name = name,
            Place = place,
            CreatedAt = 0,
            MutedUntil = mutedUntil,
        };

    public static Alert Alert(
        Plant plant, AlertRule? rule = null, AlertSeverity severity = AlertSeverity.Warning, long raisedAt = Now) => new()
    {
        Id = Gateway.Alerts.Alert.IdOf(raisedAt, plant.Id, (rule ?? Dry).Id),
        PlantId = plant.Id,
        Rule = rule ?? Dry,
        Severity = severity,
        Since = raisedAt - (45 * Minute),
        RaisedAt = raisedAt,
    };

    public static AlertEvent Event(
        this Alert alert, AlertEventKind kind, double? value = null, long? at = null, AlertSeverity? severity = null) => new()
    {
        Id = AlertEvent.IdOf(at ?? alert.RaisedAt, alert.Id, kind),
        AlertId = alert.Id,
        PlantId = alert.PlantId,
        Kind = kind,
        Severity = severity ?? alert.Severity,
        At = at ?? alert.RaisedAt,
        Value = value,
    };

    /// <summary>Does what the evaluator does: the alert and what happened to it in one transaction.</summary>
    public static void Happens(IServiceProvider services, Plant plant, Alert alert, AlertEvent happened)
    {
        var records = services.GetRequiredService<IRecords>();
        var alerts = new AlertStore(records);
        Assert.True(records.TryCommit(
        [
            new RecordStore<Plant>(records, RecordSet.Plants, PlantRecordsJson.Default.Plant).Put(plant.Id, plant),
            .. alerts.Put(alert, 0),
            alerts.Add(happened),
        ]));
        services.GetRequiredService<NotificationSignal>().Wake();
    }

    public static AlertMessage Raised(
        Plant plant, AlertRule? rule = null, double? value = 12.34, AlertSeverity severity = AlertSeverity.Warning)
    {
        var alert = Alert(plant, rule, severity);
        return new AlertMessage(alert.Event(AlertEventKind.Raised, value), alert, plant, Now);
    }

    public static AlertMessage Recovered(Plant plant, AlertRule? rule = null, double? value = 34)
    {
        var alert = Alert(plant, rule) with { RecoveredAt = Now + (75 * Minute) };
        return new AlertMessage(
            alert.Event(AlertEventKind.Recovered, value, alert.RecoveredAt), alert, plant, Now + (600 * Minute));
    }
}
