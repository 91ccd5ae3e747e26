using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Contracts;
using PlantOps.Gateway.Operations.Hosting;

namespace PlantOps.Gateway.Access;

/// <summary>Tokens, for the command line of whoever owns the data directory.</summary>
internal static class LocalTokenApi
{
    public const string Path = "/local/tokens";

    public static void MapLocalTokens(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).LocalOnly();
        group.MapPost("/", Create);
        group.MapGet("/", List);
    }

    private static Results<Ok<NewToken>, ProblemHttpResult> Create(NewTokenRequest request, TokenRegistry tokens)
    {
        if (request.Name is not { Length: > 0 and <= Limits.MaxNameLength } name || name.Any(char.IsControl))
        {
            return Refuse($"A token's name has 1 to {Limits.MaxNameLength} printable characters.");
        }

        if (TokenRoles.Parse(request.Role) is not { } role) return Refuse($"A role is one of {string.Join(", ", TokenRoles.Names)}.");
        return TypedResults.Ok(new NewToken { Name = name, Role = TokenRoles.Name(role), Token = tokens.Create(name, role) });
    }

    private static Ok<TokenView[]> List(TokenRegistry tokens) => TypedResults.Ok(tokens.All.Select(token => new TokenView
    {
        Name = token.Name,
        Role = TokenRoles.Name(token.Role),
        CreatedAt = token.CreatedAt,
        LastUsed = tokens.LastUsed(token),
    }).ToArray());

    private static ProblemHttpResult Refuse(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);
}
