using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Events;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Dashboard.Live;

/// <summary>Cards as they change, and how all plants are.</summary>
/// <param name="hasHeadline">Whether the page has a headline of all plants.</param>
/// <param name="shown">The plants of the cards on the page.</param>
internal sealed class CardStream(bool hasHeadline, IReadOnlySet<string> shown)
    : PageStream(LiveEventType.Reading | LiveEventType.Plant | LiveEventType.Alert | LiveEventType.Answer)
{
    private bool _isHeadlineDue;

    protected override IEnumerable<LivePart> Parts(LiveSubscription listener, HttpContext context)
    {
        var reader = context.RequestServices.GetRequiredService<CardReader>();
        var (speech, who) = (Languages.SpeechOf(context.Request), Visitor.Of(context.User)!);
        foreach (var id in Changed(listener, context.RequestServices))
        {
            yield return new LivePart((id, speech, who), () => reader.Find(id) is { } facts
                ? LiveCardHtml.Create(PlantCard.Of(facts, speech, who, reader.Now))
                : null);
        }

        if (hasHeadline && _isHeadlineDue)
            yield return new LivePart(
                ("headline", speech.Words.Language), () => HeadlineHtml.Create(HeadlineOf(reader, speech.Words)));
        _isHeadlineDue = false;
    }

    private static HeadlineView HeadlineOf(CardReader reader, IWords words)
    {
        var states = reader.States();
        var needs = states.Count(state => state is CardState.Critical or CardState.Warning);
        return new HeadlineView(PlantsView.HeadlineOf(words, states), needs);
    }

    private IReadOnlyCollection<string> Changed(LiveSubscription listener, IServiceProvider services)
    {
        var changed = new HashSet<string>();
        var streams = new HashSet<StreamId>();
        var devices = services.GetRequiredService<DeviceRegistry>();
        while (listener.Take() is { } happened)
        {
            if (!listener.Wants(happened)) continue;
            _isHeadlineDue |= happened.Type == LiveEventType.Plant;
            var subject = happened.Subject;
            if (subject.PlantId is { } plant) changed.Add(plant);
            else if (devices.Find(subject.DeviceId!) is { } device)
                streams.Add(StreamId.Of(device.Number, subject.SoilChannel!.Value));
        }

        if (listener.MustReset)
        {
            listener.MustReset = false;
            _isHeadlineDue = true;
            return shown;
        }

        if (streams.Count > 0)
        {
            var all = services.GetRequiredService<PlantIndex>().All;
            var measured = all.Where(plant => plant.Watched is { } watch && streams.Contains(watch.Stream));
            changed.UnionWith(measured.Select(plant => plant.Id));
        }

        changed.IntersectWith(shown);
        return changed;
    }
}

/// <summary>How all plants are, in a sentence.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Needs">How many need somebody.</param>
public sealed record HeadlineView(string Text, int Needs);
