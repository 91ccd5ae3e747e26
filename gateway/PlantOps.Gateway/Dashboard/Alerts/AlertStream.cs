using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Live;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Events;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.Alerts;

/// <summary>
/// Alerts as they change, in their place; and how many there are. One that is new is only told of: nothing moves under a thumb.
/// </summary>
/// <param name="shown">The ids of those that are on the page.</param>
internal sealed class AlertStream(IReadOnlySet<string> shown) : PageStream(LiveEventType.Alert | LiveEventType.Answer)
{
    protected override IEnumerable<LivePart> Parts(LiveSubscription listener, HttpContext context)
    {
        var (changed, muted) = (new HashSet<string>(), new HashSet<string>());
        while (listener.Take() is { } happened)
        {
            if (!listener.Wants(happened)) continue;
            if (happened.Subject.AlertId is { } id) changed.Add(id);
            else muted.Add(happened.Subject.PlantId!);
        }

        if (listener.MustReset) changed.UnionWith(shown);
        changed.UnionWith(shown.Where(id => muted.Any(plant => id.Contains($".{plant}.", StringComparison.Ordinal))));
        var isAnything = changed.Count > 0;
        listener.MustReset = false;
        if (!isAnything) yield break;

        var services = context.RequestServices;
        var (alerts, plants, time) = (
            services.GetRequiredService<AlertStore>(), services.GetRequiredService<PlantStore>(),
                services.GetRequiredService<TimeProvider>());
        var (speech, who) = (Languages.SpeechOf(context.Request), Visitor.Of(context.User)!);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var id in changed.Where(shown.Contains))
        {
            if (alerts.Find(id)?.Value is not { } alert) continue;
            var row = AlertRow.Of(alert, plants.Find(alert.PlantId)?.Value, speech, who, now);
            yield return new LivePart(null, () => LiveAlertHtml.Create(new AlertRowView(speech.Words, row)));
        }

        var open = services.GetRequiredService<OpenAlerts>().All();
        var unseen = open.Count(alert => !shown.Contains(alert.Id));
        yield return new LivePart(null, () => AlertCountHtml.Create(new AlertCountView(speech.Words, open.Count, unseen)));
    }
}

/// <summary>An alert, in a language.</summary>
/// <param name="Words">The language.</param>
/// <param name="Row">The alert.</param>
public sealed record AlertRowView(IWords Words, AlertRow Row);

/// <summary>How many alerts go on.</summary>
/// <param name="Words">The language.</param>
/// <param name="Open">All of them.</param>
/// <param name="Unseen">Those that are not on the page.</param>
public sealed record AlertCountView(IWords Words, int Open, int Unseen)
{
    public string Headline => Open == 0 ? Words.NothingToDo : Words.OpenAlerts(Open);
}
