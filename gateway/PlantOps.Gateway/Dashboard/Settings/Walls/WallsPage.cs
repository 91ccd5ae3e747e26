using PlantOps.Contracts;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Walls;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Dashboard.Settings.Walls;

/// <summary>Wall tablets that may look; for owners.</summary>
internal static class WallsPage
{
    public const string Path = "/settings/wall";

    public static void MapWallsPage(this IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup(Path).RequireAuthorization(AccessPolicies.Own);
        group.MapGet("/", Show);
        group.MapPost("/", Create);
        group.MapPost("/{id}/revoke", Revoke);
    }

    public static string? State(HttpContext context, IWords words) =>
        words.Tablets(context.RequestServices.GetRequiredService<WallRegistry>().All.Count);

    private static HtmlPage Show(HttpContext context, WallRegistry walls, PlantStore plants) =>
        Page(context, walls, plants, new WallForm(string.Empty, string.Empty), null);

    private static async Task<IResult> Create(HttpContext context, WallRegistry walls, PlantStore plants)
    {
        var posted = await context.Request.ReadFormAsync(context.RequestAborted);
        var form = new WallForm(posted[WallForm.NameField].ToString(), posted[WallForm.PlaceField].ToString());
        if (!PrintableText.IsName(form.Name, Limits.MaxNameLength))
            return Page(context, walls, plants, form with { NameProblem = words => words.NameOfUpTo64 }, null);
        if (form.Place.Length > 0 && !PlacesOf(plants).Contains(form.Place))
            return Page(context, walls, plants, form with { PlaceProblem = words => words.PlaceIsGone }, null);
        var place = form.Place.Length > 0 ? form.Place : null;
        if (walls.Make(form.Name.Trim(), place, context.Principal()) is not var (_, secret))
            return Page(context, walls, plants, form with { NameProblem = words => words.TooManyTablets }, null);
        var address = $"{context.Request.Scheme}://{context.Request.Host}{WallRegistry.Path}{secret}";
        return Page(context, walls, plants, new WallForm(string.Empty, string.Empty), address);
    }

    private static IResult Revoke(string id, HttpContext context, WallRegistry walls)
    {
        // One that is gone already is what was wanted.
        walls.Revoke(id, context.Principal());
        return Navigation.To(context, Path);
    }

    private static HtmlPage Page(HttpContext context, WallRegistry walls, PlantStore plants, WallForm form, string? address)
    {
        var shell = Shell.Of(context, words => words.WallTablet, Place.Settings) with
        {
            Scripts = ["app.js"],
            Styles = ["devices.css"],
        };
        var view = WallsView.Of(shell, walls.All, walls.LastSeen, PlacesOf(plants), form, address);
        var status = view.Problems.Fields.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        return new HtmlPage(WallsHtml.Create(view), status);
    }

    private static List<string> PlacesOf(PlantStore plants) =>
    [
        .. plants.All.Select(plant => plant.Value.Place?.Trim() ?? string.Empty)
            .Where(place => place.Length is > 0 and <= WallKey.MaxPlaceLength)
            .Distinct()
            .Order(StringComparer.OrdinalIgnoreCase),
    ];
}

/// <summary>What somebody typed of a tablet, and what is wrong with it.</summary>
internal sealed record WallForm(string Name, string Place)
{
    public const string NameField = "name";
    public const string PlaceField = "place";

    public Func<IWords, string>? NameProblem { get; init; }

    public Func<IWords, string>? PlaceProblem { get; init; }
}
