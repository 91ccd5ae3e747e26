using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Dashboard.Alerts;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Tests.Dashboard.Alerts;

public sealed class AlertsViewTests
{
    private const long Now = 1_777_622_400_000;
    private const long Hour = 60 * 60 * 1000;

    private static readonly Speech English = new(new En(), new EnglishAlertWords());
    private static readonly Shell Shell = new(new En(), "Alerts", Place.Alerts, new Visitor("Ada", "owner"));

    [Fact]
    public void Of_OpenAlerts_HasTheWorstAndOldestFirst()
    {
        Alert[] open = [AlertOf("1", AlertSeverity.Warning, 9), AlertOf("2", AlertSeverity.Critical, 1),
            AlertOf("3", AlertSeverity.Critical, 5)];

        var view = View(open, null);

        Assert.Equal(["3", "2", "1"], view.Rows.Select(row => row.Id));
        Assert.Equal("3 things to do", view.Headline);
        Assert.Equal("Is drying out: soil moisture 12\u00a0%, should be at least 15\u00a0%, for 5\u00a0h", view.Rows[0].Says);
        Assert.Equal("Water it now.", view.Rows[0].Advice);
        Assert.Null(view.Held);
    }

    [Fact]
    public void Of_AnAlertThatIsAnswered_SaysByWhomAndUntilWhen()
    {
        var alert = AlertOf("1", AlertSeverity.Critical, 5) with
        {
            AcknowledgedAt = Now,
            AcknowledgedBy = "Ben",
            SnoozedUntil = Now + (8 * Hour),
        };

        var row = Assert.Single(View([alert], null, mutedUntil: Now + Hour).Rows);

        Assert.Equal(["Ben looks after it.", "Told again in 8\u00a0h.", "Nobody is told of it for a while."], row.Notes);
        Assert.True(row.IsMuted);
    }

    [Fact]
    public void Of_AnAlertThatIsOver_CanBeAnsweredByNobody()
    {
        var row = Assert.Single(View([], [AlertOf("1", AlertSeverity.Critical, 5) with { RecoveredAt = Now - (2 * Hour) }]).Rows);

        Assert.Equal((CardState.Ok, false, false, null), (row.State, row.MayAnswer, row.MayMute, row.Advice));
        Assert.EndsWith("for 3\u00a0h", row.Says, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_MessagesThatWait_SaysHowMany() =>
        Assert.Equal("2 messages wait for quiet hours or a snooze to end.",
            AlertsView.Of(Shell, English, [], null, _ => null, 2, Now).Held);

    private static AlertsView View(IReadOnlyList<Alert> open, IReadOnlyList<Alert>? over, long? mutedUntil = null) =>
        AlertsView.Of(
        Shell, English, open, over, id => new Plant { Id = id, Name = "Fern", CreatedAt = 0, MutedUntil = mutedUntil }, 0, Now);

    private static Alert AlertOf(string id, AlertSeverity severity, int hours) => new()
    {
        Id = id,
        PlantId = "pl-1",
        Rule = new AlertRule("soil_moisture.low", RuleKind.Low, "soil_moisture") { Warning = 35, Critical = 15 },
        Severity = severity,
        Since = Now - (hours * Hour),
        RaisedAt = Now - (hours * Hour),
        Value = 12,
    };
}
