using System.CommandLine;
using System.Globalization;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.CommandLine.Usage;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Alerts;

/// <summary><c>alert list</c>, <c>alert ack ID</c> and <c>alert snooze ID HOURS</c>.</summary>
internal static class AlertCommand
{
    private static readonly AlertsJson Wire = AlertsJson.Default;

    public static Command Create() => new("alert", "Alerts of the running gateway.") { List(), Acknowledge(), Snooze() };

    private static Command List()
    {
        var all = new Option<bool>("--all") { Description = "Those too that are over." };
        var plant = new Option<string?>("--plant") { Description = "Only those of this plant." };
        return new Command("list", "Lists the alerts that go on, the newest first.") { all, plant }.Asks(
            (result, gateway, cancellationToken) =>
            {
                var query = $"?limit={Page<AlertView>.MaxLimit}&open={(result.GetValue(all) ? "false" : "true")}";
                if (result.GetValue(plant) is { } only) query += $"&plant={Uri.EscapeDataString(only)}";
                return gateway.Get(AlertsApi.LocalPath + query, Wire.PageAlertView, cancellationToken);
            },
            Wire.PageAlertView,
            (page, _) => PrintAll(page));
    }

    private static Command Acknowledge()
    {
        var id = Id();
        return new Command("ack", "Says that somebody looks after an alert.") { id }.Asks(
            (result, gateway, cancellationToken) =>
                gateway.Post(PathOf(result.GetRequiredValue(id), "acknowledge"), null, Wire.AlertView, cancellationToken),
            Wire.AlertView,
            (alert, _) => Print(alert));
    }

    private static Command Snooze()
    {
        var id = Id();
        var hours = HoursArgument.Create();
        return new Command("snooze", "Tells nothing of an alert for some hours.") { id, hours }.Asks(
            (result, gateway, cancellationToken) => gateway.Post(
                PathOf(result.GetRequiredValue(id), "snooze"),
                JsonContent.Create(new HoursRequest { Hours = result.GetValue(hours) }, PlantsJson.Default.HoursRequest),
                Wire.AlertView,
                cancellationToken),
            Wire.AlertView,
            (alert, _) => Print(alert));
    }

    private static Argument<string> Id() => new("ID") { Description = "The alert's id, as `alert list` shows it." };

    private static string PathOf(string id, string what) => $"{AlertsApi.LocalPath}/{Uri.EscapeDataString(id)}/{what}";

    private static void PrintAll(Page<AlertView> page)
    {
        if (page.Items.Count == 0) Console.WriteLine("No alerts.");
        foreach (var alert in page.Items) Print(alert);
    }

    private static void Print(AlertView alert)
    {
        var value = alert.Value is { } number
            ? string.Create(CultureInfo.InvariantCulture, $" at {number:0.#} {alert.Unit}")
            : string.Empty;
        var end = alert.RecoveredAt is { } over ? $", over since {LocalTime.Of(over)}" : string.Empty;
        var seen = alert.AcknowledgedBy is { } by ? $", acknowledged by {by}" : string.Empty;
        Console.WriteLine(
            $"{LocalTime.Of(alert.RaisedAt)}  {alert.Severity.ToString().ToLowerInvariant(),-9}{alert.PlantName}: {alert.Rule}{value}{end}{seen}");
        Console.WriteLine($"  {alert.Id}");
    }
}
