using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Access;

/// <summary>Who may use the API: for owners, and for the command line of whoever owns the data directory.</summary>
internal static class TokensApi
{
    public const string LocalPath = "/local/tokens";
    private const string Path = "/api/v1/tokens";

    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).WithTags("Access").RequireAuthorization(AccessPolicies.Own);
        group.MapGet("/", List).WithSummary("All tokens, without their text: role, when made and when last used.");
        group.MapPost("/", Create).WithSummary("Makes a token. Its text is in the answer this once.");
        group.MapDelete("/{id}", Revoke)
            .WithSummary("Revokes a token: nobody is let in with it any more.")
            .ProducesProblem(StatusCodes.Status404NotFound);

        var local = routes.MapGroup(LocalPath).LocalOnly();
        local.MapGet("/", List);
        local.MapPost("/", Create);
        local.MapDelete("/{id}", RevokeNamed);
    }

    private static Ok<TokenView[]> List(TokenRegistry tokens) =>
        TypedResults.Ok(tokens.All.Select(token => View(token, tokens)).ToArray());

    private static Results<Created<NewToken>, ValidationProblem> Create(
        NewTokenRequest request, TokenChanges changes, HttpContext context)
    {
        if (TokenChanges.Check(request) is { Count: > 0 } errors) return TypedResults.ValidationProblem(errors);
        var (token, text) = changes.Make(request, context.Principal());
        return TypedResults.Created(
            $"{Path}/{token.Id}",
            new NewToken { Id = token.Id, Name = token.Name, Role = TokenRoles.Name(token.Role), Token = text });
    }

    private static Results<NoContent, ProblemHttpResult> Revoke(
        string id, TokenRegistry tokens, TokenChanges changes, HttpContext context)
    {
        if (tokens.All.FirstOrDefault(one => one.Id == id) is not { } token) return NoSuchToken(id);
        changes.Revoke(token, context.Principal());
        return TypedResults.NoContent();
    }

    /// <summary>The same for people, who know a token by its name; one that several have needs the id.</summary>
    private static Results<Ok<TokenView>, ProblemHttpResult> RevokeNamed(
        string id, TokenRegistry tokens, TokenChanges changes, HttpContext context)
    {
        var found = tokens.All.Where(one => one.Id == id || one.Name == id).ToList();
        if (found.Count == 0) return NoSuchToken(id);
        if (found.Count > 1)
        {
            return TypedResults.Problem(
                $"{found.Count} tokens are called '{id}'. Say which by its id: {string.Join(", ", found.Select(one => one.Id))}.",
                statusCode: StatusCodes.Status409Conflict);
        }

        var view = View(found[0], tokens);
        changes.Revoke(found[0], context.Principal());
        return TypedResults.Ok(view);
    }

    private static TokenView View(ApiToken token, TokenRegistry tokens) => new()
    {
        Id = token.Id,
        Name = token.Name,
        Role = TokenRoles.Name(token.Role),
        CreatedAt = token.CreatedAt,
        LastUsed = tokens.LastUsed(token),
    };

    private static ProblemHttpResult NoSuchToken(string id) => Missing.Of($"There is no token '{id}'.");
}
