using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts;

/// <summary>What a plant's readings tell beyond what was measured.</summary>
internal static class FiguresApi
{
    private const string Route = "/{id}/figures";

    public static void MapFigures(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup(PlantsApi.Path).WithTags("Plants").MapGet(Route, Get)
            .RequireAuthorization(AccessPolicies.Read)
            .WithSummary("What a plant's readings of the last 30 days tell: water, light and air. `null` is not known.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet(PlantsApi.LocalPath + Route, Get).LocalOnly();
    }

    private static Results<Ok<PlantFiguresView>, ProblemHttpResult> Get(string id, PlantStore plants, FiguresReader reader) =>
        plants.Find(id) is { } plant ? TypedResults.Ok(PlantFiguresView.Of(reader.Of(plant.Value))) : PlantsApi.NoSuchPlant(id);
}

/// <summary>Works a plant's figures out.</summary>
internal sealed class FiguresReader(IReadingStore readings, PlantRules rules, PlantJournal journal, IOptions<AlertOptions> options, TimeProvider time)
{
    private const string TooDry = "soil_moisture.low";
    private const double Day = 24 * 60 * 60 * 1000;

    public PlantFigures Of(Plant plant)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var found = new List<Reading>();
        // What is damaged is as if nothing had been measured then.
        if (plant.Watched is { } watch)
        {
            var from = Math.Max(watch.From, now - PlantFigures.Lookback);
            readings.Read(watch.Stream, from, now + 1, int.MaxValue, found, []);
        }

        var low = rules.AllOf(plant).Single(rule => rule.Id == TooDry).Warning;
        var figures = PlantFigures.Of(found, now, options.Value.TimeZone, low);

        // What its owner says counts where the soil shows nothing: a little water does not reach a probe.
        return journal.Last(plant.Id, JournalKind.Watered) is { } said && said > (figures.LastWatered ?? 0)
            ? figures with { LastWatered = said, DaysSinceWatering = (now - said) / Day }
            : figures;
    }
}
