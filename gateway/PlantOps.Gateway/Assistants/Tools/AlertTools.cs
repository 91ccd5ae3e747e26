using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Assistants.Answers;

namespace PlantOps.Gateway.Assistants.Tools;

/// <summary>
/// <c>alerts_list</c>, <c>alert_acknowledge</c> and <c>alert_snooze</c>: what is wrong, and what people say to it.
/// </summary>
internal sealed class AlertTools(
    AlertStore alerts, OpenAlerts open, AlertAnswers answers, PlantFinder finder, AuditLog audit, AnswerParts parts)
{
    /// <summary>A week: an assistant does not silence anything for longer.</summary>
    public const double MaxHours = 7 * 24;

    public ToolAnswer List(ToolCall call)
    {
        var given = call.Arguments;
        var (onlyOpen, since) = (given.Flag("open"), given.Time("since"));
        var (text, after) = (given.Text("plant"), given.Text("after"));
        if (given.Problem is { } problem) return problem;
        string? plantId = null;
        if (!string.IsNullOrWhiteSpace(text))
        {
            var (plant, refusal) = finder.Find(text.Trim());
            if (plant is null) return refusal!;
            plantId = plant.Id;
        }

        var found = onlyOpen ?? since is null ? Open(plantId, after) : alerts.NewestFirst(after).Select(alert => alert.Value);
        // Ids begin with the time: behind the first that is older all are.
        if (since is { } earliest) found = found.TakeWhile(alert => alert.RaisedAt >= earliest);
        if (plantId is not null) found = found.Where(alert => alert.PlantId == plantId);
        var items = found.Select(alert => parts.Item(alert, withPlant: true));
        var (some, more) = ToolAnswer.Fit(items, AssistantsJson.Brief.AlertItem);
        return ToolAnswer.Of(new AlertList { Alerts = some, Next = more ? some[^1].Id : null }, AssistantsJson.Brief.AlertList);
    }

    public ToolAnswer Acknowledge(ToolCall call)
    {
        var text = call.Arguments.Needed("alert");
        if (call.Arguments.Problem is { } problem) return problem;
        return Change(call, text, "alert.acknowledge", id => answers.Acknowledge(id, call.Caller.Who.Name), null);
    }

    public ToolAnswer Snooze(ToolCall call)
    {
        var (text, hours) = (call.Arguments.Needed("alert"), call.Arguments.Number("hours", 0.1, MaxHours));
        if (hours is null && call.Arguments.Problem is null) call.Arguments.Say("hours", $"is missing: 0.1 to {MaxHours}");
        if (call.Arguments.Problem is { } problem) return problem;
        return Change(call, text, "alert.snooze", id => answers.Snooze(id, hours!.Value), $"{hours} h");
    }

    private ToolAnswer Change(ToolCall call, string text, string what, Func<string, Alert?> change, string? details)
    {
        var (id, refusal) = Find(text);
        if (id is null) return refusal!;
        if (change(id) is not { } alert) return NoSuchAlert(text);
        audit.Note(call.Caller.Who, what, alert.Id, details);
        return ToolAnswer.Of(new AlertChange(parts.Item(alert, withPlant: true)), AssistantsJson.Brief.AlertChange);
    }

    // Assistants also say which plant they mean: that is clear where one thing is wrong with it.
    private (string? Id, ToolAnswer? Refusal) Find(string text)
    {
        if (alerts.Find(text) is { } alert) return (alert.Id, null);
        if (finder.Find(text).Plant is not { } plant) return (null, NoSuchAlert(text));
        var ofPlant = open.Of(plant.Id);
        if (ofPlant.Count == 1) return (ofPlant[0].Id, null);
        return (null, ToolAnswer.Refuse(ofPlant.Count == 0
            ? $"Nothing goes on at {plant.Id}."
            : $"{ofPlant.Count} alerts go on at {plant.Id}. Say which by its id: alerts_list with this plant shows them."));
    }

    private IEnumerable<Alert> Open(string? plantId, string? after) =>
        (plantId is null ? open.All() : open.Of(plantId)).Select(alert => alert.Value)
            .Where(alert => after is null || string.CompareOrdinal(alert.Id, after) < 0);

    private static ToolAnswer NoSuchAlert(string text) =>
        ToolAnswer.Refuse($"There is no alert '{text}'. alerts_list shows those that go on.");
}
