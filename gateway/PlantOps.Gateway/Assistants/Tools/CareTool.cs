using System.Text;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Assistants.Answers;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Care.Words;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Assistants.Tools;

/// <summary><c>plant_care</c>: what a plant needs, when, and why.</summary>
internal sealed class CareTool(
    PlantFinder finder, CarePlans plans, DryForecasts forecasts, SpeciesCatalogue species, AnswerParts parts,
    ICareWording wordings)
{
    // What fits with everything else; the most urgent come first.
    private const int ItemBytes = 2000;
    private const int MaxSaying = 300;

    private static readonly EnglishCareWords English = new();

    public ToolAnswer Answer(ToolCall call)
    {
        var text = call.Arguments.Needed("plant");
        if (call.Arguments.Problem is { } problem) return problem;
        var (plant, refusal) = finder.Find(text);
        return plant is null ? refusal! : ToolAnswer.Of(Of(plant), AssistantsJson.Brief.CareAnswer);
    }

    private CareAnswer Of(Plant plant)
    {
        var plan = plans.Current(plant.Id) is { } current ? CareMapper.View(current, English, wordings) : null;
        var found = plant.Species is { } id ? species.Find(id) : null;
        var kind = found is not null && SpeciesTools.IsBuiltIn(found) ? found.Profile : null;

        // A figure cut in half would be another one: what a model said is there whole, and fewer items beside it.
        var summary = plan?.Model is null ? null : plan.Summary;
        var room = ItemBytes - Encoding.UTF8.GetByteCount(summary ?? string.Empty);
        var (items, more) = ToolAnswer.Fit((plan?.Items ?? []).Select(Item), AssistantsJson.Brief.CareItem, room);
        return new CareAnswer
        {
            Plant = plant.Id,
            UntrustedText = PlantFinder.NameOf(plant),
            Source = plan?.Source ?? "rules",
            Model = plan?.Model,
            Summary = summary,
            MadeAt = parts.At(plan?.MadeAt ?? parts.Now),
            Items = items,
            More = more ? plan!.Items.Count - items.Count : null,
            Away = plan?.Away.Text,
            Safety = plan?.Safety,
            Watering = ToolAnswer.Cut(kind?.Watering, MaxSaying),
            Feeding = ToolAnswer.Cut(kind?.Feeding, MaxSaying),
            Figures = parts.Figures(forecasts.Of(plant)),
            NotKnown = plan?.Unknown is { Count: > 0 } unknown ? unknown : null,
        };
    }

    private CareItem Item(CareItemView item) => new()
    {
        Kind = item.Kind,
        Text = item.Text,
        Why = item.Why,
        From = parts.At(item.From),
        To = parts.At(item.To),
    };
}
