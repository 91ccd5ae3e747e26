using PlantOps.Gateway.Access;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;

namespace PlantOps.Gateway.Dashboard.Settings.Tokens;

/// <summary>Tokens of programs; for owners.</summary>
internal static class TokensPage
{
    public const string Path = "/settings/tokens";

    public static void MapTokensPage(this IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup(Path).RequireAuthorization(AccessPolicies.Own);
        group.MapGet("/", Show);
        group.MapPost("/", Create);
        group.MapPost("/{id}/revoke", Revoke);
    }

    public static string? State(HttpContext context, IWords words) =>
        words.Tokens(context.RequestServices.GetRequiredService<TokenRegistry>().All.Count);

    private static HtmlPage Show(HttpContext context, TokenRegistry tokens) =>
        Page(context, tokens, new NewTokenRequest { Role = TokenRoles.Viewer }, [], null);

    private static async Task<IResult> Create(HttpContext context, TokenRegistry tokens, TokenChanges changes)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var request = new NewTokenRequest { Name = form["name"], Role = form["role"] };
        if (TokenChanges.Check(request).Keys.ToList() is { Count: > 0 } wrong) return Page(context, tokens, request, wrong, null);
        var (_, text) = changes.Make(request, context.Principal());
        return Page(context, tokens, new NewTokenRequest { Role = TokenRoles.Viewer }, [], text);
    }

    private static IResult Revoke(string id, HttpContext context, TokenRegistry tokens, TokenChanges changes)
    {
        // One that is gone already is what was wanted.
        if (tokens.All.FirstOrDefault(one => one.Id == id) is { } token) changes.Revoke(token, context.Principal());
        return Navigation.To(context, Path);
    }

    private static HtmlPage Page(
        HttpContext context, TokenRegistry tokens, NewTokenRequest form, List<string> wrong, string? text)
    {
        var shell = Shell.Of(context, words => words.Programs, Place.Settings) with { Scripts = ["app.js"] };
        var origin = $"{context.Request.Scheme}://{context.Request.Host}";
        var view = TokensView.Of(shell, tokens.All, tokens.LastUsed, form, wrong, text, origin);
        var status = wrong.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        return new HtmlPage(TokensHtml.Create(view), status);
    }
}
