using System.Text.Json;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Notifications.Sending.Kinds;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Journal;

namespace PlantOps.Gateway.Tests.Web;

/// <summary>What is sent of things that are also stored, and how those are stored: neither changes with the other.</summary>
public sealed class WireFormTests
{
    private static readonly AlertEvent Event = new()
    {
        Id = "01777629600000.a.0", AlertId = "a", PlantId = "p-fern", Kind = AlertEventKind.Escalated,
        Severity = AlertSeverity.Critical, At = 1_777_629_600_000, Value = 12.34,
    };

    private static readonly AuditEntry Audit = new()
    {
        Id = "01777622400000.0000173f9k", At = 1_777_622_400_000, Who = "laptop", TokenId = "1b70c4e2f9a8d365",
        What = "device.settings", Target = "plant-7k2m9x4d", Details = "{}",
    };

    private static readonly JournalEntry Journal = new()
    {
        Id = "01777622400000-9f3c61", Kind = JournalKind.Watered, At = 1_777_622_400_000, By = "Wall tablet",
    };

    private static readonly RuleChange Change = new() { Warning = 25, Critical = 12.5, DwellS = 3600 };

    [Fact]
    public void AlertEvent_SentAndStored()
    {
        const string Json = """{"id":"01777629600000.a.0","alert_id":"a","plant_id":"p-fern","kind":"escalated","severity":"critical","at":1777629600000,"value":12.34}""";

        Assert.Equal(Json, JsonSerializer.Serialize(AlertEventMessage.Of(Event), AlertsJson.Default.AlertEventMessage));
        Assert.Equal(Json, JsonSerializer.Serialize(Event, AlertsJson.Default.AlertEvent));
        Assert.EndsWith(
            ""","value":null}""",
            JsonSerializer.Serialize(AlertEventMessage.Of(Event with { Value = null }), AlertsJson.Default.AlertEventMessage),
            StringComparison.Ordinal);
    }

    [Fact]
    public void WebhookBody_OfAnEvent()
    {
        var delivery = DeliveryStore.New("c-1", [Event, Event with { Id = "b", Kind = AlertEventKind.Recovered, Value = null }],
            new Message(Tone.Critical, "Fern is drying out", ["Water it now."], null), 5);

        Assert.Equal(
            $$"""
            {"id":"{{delivery.Id}}","created_at":5,"tone":"critical","title":"Fern is drying out","lines":["Water it now."],"events":[{"id":"01777629600000.a.0","alert_id":"a","plant_id":"p-fern","kind":"escalated","severity":"critical","at":1777629600000,"value":12.34},{"id":"b","alert_id":"a","plant_id":"p-fern","kind":"recovered","severity":"critical","at":1777629600000}]}
            """,
            JsonSerializer.Serialize(WebhookMessage.Of(delivery), WebhookJson.Default.WebhookMessage));
    }

    [Fact]
    public void AuditEntry_SentAndStored()
    {
        const string Json = """{"id":"01777622400000.0000173f9k","at":1777622400000,"who":"laptop","token_id":"1b70c4e2f9a8d365","what":"device.settings","target":"plant-7k2m9x4d","details":"{}"}""";

        Assert.Equal(Json, JsonSerializer.Serialize(AuditEntryView.Of(Audit), AccessJson.Default.AuditEntryView));
        Assert.Equal(Json, JsonSerializer.Serialize(Audit, AccessJson.Default.AuditEntry));
        Assert.Equal(
            """{"id":"1","at":2,"who":"local","what":"token.revoke","target":null,"details":null}""",
            JsonSerializer.Serialize(AuditEntryView.Of(new AuditEntry { Id = "1", At = 2, Who = "local", What = "token.revoke" }),
                AccessJson.Default.AuditEntryView));
    }

    [Fact]
    public void JournalEntry_SentAndStored()
    {
        Assert.Equal(
            """{"id":"01777622400000-9f3c61","kind":"watered","at":1777622400000,"text":null,"amount_ml":null,"care":null,"by":"Wall tablet"}""",
            JsonSerializer.Serialize(JournalEntryView.Of(Journal), PlantsJson.Default.JournalEntryView));
        Assert.Equal(
            """{"id":"01777622400000-9f3c61","kind":"watered","at":1777622400000,"text":null,"by":"Wall tablet"}""",
            JsonSerializer.Serialize(Journal, PlantRecordsJson.Default.JournalEntry));
    }

    [Fact]
    public void RuleChange_SentStoredAndTaken()
    {
        const string Json = """{"enabled":null,"warning":25,"critical":12.5,"hysteresis":null,"dwell_s":3600,"cooldown_s":null}""";

        Assert.Equal(Json, JsonSerializer.Serialize(RuleChangeMessage.Of(Change), AlertsJson.Default.RuleChangeMessage));
        Assert.Equal(Change, JsonSerializer.Deserialize(Json, AlertsJson.Default.RuleChangeMessage)!.ToChange());
        var plant = new Plant
        {
            Id = "p",
            Name = "n",
            CreatedAt = 0,
            Rules = new Dictionary<string, RuleChange> { ["soil_moisture.low"] = Change },
        };
        Assert.Contains($$""" "rules":{"soil_moisture.low":{{Json}}} """.Trim(),
            JsonSerializer.Serialize(plant, PlantRecordsJson.Default.Plant), StringComparison.Ordinal);
    }

    [Fact]
    public void RuleState_Stored() => Assert.Equal(
        """{"warning":true,"critical":false,"warning_changing":0,"critical_changing":0,"warning_began":1,"critical_began":0,"told":1,"raised_at":2,"warned_at":2,"critical_at":0,"known_at":3,"settled_at":0,"memory":[]}""",
        JsonSerializer.Serialize(
            new RuleState { Warning = true, WarningBegan = 1, RaisedLevel = 1, RaisedAt = 2, WarnedAt = 2, KnownAt = 3 },
            AlertsJson.Default.RuleState));

    [Fact]
    public void PlantFigures_Sent()
    {
        var figures = new PlantFigures
        {
            VapourPressureDeficit = 1.1, DewPoint = 9.5, AirMeasuredAt = 1, LightYesterday = 4.5, LightToday = 2, LastWatered = 3,
            DaysSinceWatering = 0.5, DryingRate = 2.25, DaysUntilDry = 6,
        };

        Assert.Equal(
            """{"vapour_pressure_deficit":1.1,"dew_point":9.5,"air_measured_at":1,"light_yesterday":4.5,"light_today":2,"last_watered":3,"days_since_watering":0.5,"drying_rate":2.25,"days_until_dry":6,"dry_forecast":null}""",
            JsonSerializer.Serialize(PlantFiguresView.Of(figures), PlantsJson.Default.PlantFiguresView));
        Assert.Equal(
            """{"vapour_pressure_deficit":null,"dew_point":null,"air_measured_at":null,"light_yesterday":null,"light_today":null,"last_watered":null,"days_since_watering":null,"drying_rate":null,"days_until_dry":null,"dry_forecast":null}""",
            JsonSerializer.Serialize(PlantFiguresView.Of(new PlantFigures()), PlantsJson.Default.PlantFiguresView));
    }
}
