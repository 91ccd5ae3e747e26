using System.Text.Json;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.PlantPage;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Words;

namespace PlantOps.Gateway.Dashboard.Compare;

/// <summary>Up to four plants beside each other, or one beside itself before.</summary>
internal static class ComparePage
{
    private const string Path = "/compare";
    private const long Day = 24 * 60 * 60 * 1000;

    public static void MapComparePage(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).RequireAuthorization(AccessPolicies.Read);
        pages.MapGet(Path + "/data", Data).RequireAuthorization(AccessPolicies.Read);
    }

    private static HtmlPage Show(HttpContext context, PlantIndex index, CardReader reader, PlantHistory history)
    {
        var shell = Shell.Of(context, words => words.CompareTitle, Place.Plants) with
        {
            Scripts = ["uplot.min.js", "compare.js", "keys.js"], Styles = ["uplot.min.css", "care.css"],
        };
        var (query, plants) = (CompareQuery.Of(context.Request), index.All);
        var lines = query.Read(history, id => plants.FirstOrDefault(plant => plant.Id == id), reader.Now);
        return new HtmlPage(CompareHtml.Create(CompareView.Of(shell, Languages.SpeechOf(context.Request), query, plants, lines)));
    }

    private static PackedJson Data(HttpContext context, PlantIndex index, CardReader reader, PlantHistory history)
    {
        var (query, now) = (CompareQuery.Of(context.Request), reader.Now);
        var lines = query.Read(history, id => index.All.FirstOrDefault(plant => plant.Id == id), now);
        var answer = CompareAnswer.Of(lines, now - (query.Choice.Days * Day), now);
        return new PackedJson(JsonSerializer.SerializeToUtf8Bytes(answer, DashboardJson.Default.CompareAnswer));
    }
}
