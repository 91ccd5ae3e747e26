using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Walls;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Dashboard.Wall;

/// <summary>How the plants are, for a tablet on the wall: to look at, for weeks, and nothing else.</summary>
internal static class WallPage
{
    public static void MapWall(this IEndpointRouteBuilder routes) =>
        routes.MapGet($"{WallRegistry.Path}{{{WallAuthentication.Key}}}", Show)
            .RequireAuthorization(AccessPolicies.Wall)
            .WithMetadata(new InTheClear())
            .ExcludeFromDescription();

    private static HtmlPage Show(HttpContext context, CardReader reader, DryForecasts forecasts, PersonStore people)
    {
        var key = context.Features.Get<WallKey>()!;
        var speech = Languages.SpeechOf(context.Request);
        var view = WallView.Of(
            speech,
            [.. reader.All().Where(facts => key.Place is null || facts.Plant.Place?.Trim() == key.Place)],
            plant => forecasts.Of(plant).DaysUntilDry,
            people.All.Select(person => person.Value),
            TimeZoneInfo.Local,
            reader.Now);

        // The address is the key: it goes nowhere.
        return new HtmlPage(WallHtml.Create(view), referrer: "no-referrer");
    }
}
