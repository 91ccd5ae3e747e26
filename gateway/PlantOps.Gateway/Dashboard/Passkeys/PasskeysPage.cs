using System.Net.Mime;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Access.Passkeys;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Dashboard.Frame;

namespace PlantOps.Gateway.Dashboard.Passkeys;

/// <summary>Passkeys: add one for this device, take one away, and sign in with one.</summary>
internal static class PasskeysPage
{
    public const string Path = "/settings/passkeys";

    private const string SignInPath = "/sign-in/passkey";
    private const int MaxAnswer = 16 * 1024;

    public static void MapPasskeysPage(this IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup(Path).RequireAuthorization(AccessPolicies.Read);
        group.MapGet("/", Show);
        group.MapPost("/question", BeginMaking);
        group.MapPost("/", Make);
        group.MapPost("/{id}/remove", Remove);
        var signIn = pages.MapGroup(SignInPath).AddEndpointFilter(RefuseOtherSites);
        signIn.MapPost("/question", BeginSignIn);
        signIn.MapPost("/", SignIn);
    }

    private static HtmlPage Show(HttpContext context, bool? saved, PasskeyRegistry passkeys)
    {
        var shell = Shell.Of(context, words => words.Passkeys, Place.Settings) with { Scripts = ["app.js", "passkey.js"] };
        var shown = shell.Who!.IsOwner ? passkeys.All : passkeys.Of(shell.Who.Name);
        return new HtmlPage(
            PasskeysHtml.Create(PasskeysView.Of(shell, shown, PasskeySignIn.IsPossible(context.Request), saved == true)));
    }

    private static async Task<IResult> BeginMaking(HttpContext context, PasskeySignIn signIn) =>
        IsSignedIn(context) && PasskeySignIn.IsPossible(context.Request)
            ? TypedResults.Text(await signIn.BeginMaking(context), MediaTypeNames.Application.Json)
            : TypedResults.StatusCode(StatusCodes.Status409Conflict);

    private static async Task<IResult> Make(HttpContext context, PasskeySignIn signIn)
    {
        if (!IsSignedIn(context) || await AnswerOf(context) is not { } answer)
            return TypedResults.StatusCode(StatusCodes.Status409Conflict);
        var role = Visitor.Of(context.User)!.Role;
        return await signIn.Make(context, role, answer) is null
            ? TypedResults.StatusCode(StatusCodes.Status422UnprocessableEntity)
            : TypedResults.NoContent();
    }

    private static IResult Remove(string id, HttpContext context, PasskeyRegistry passkeys, AuditLog audit)
    {
        var who = Visitor.Of(context.User)!;
        var isTheirs = passkeys.Of(who.Name).Any(passkey => passkey.Id == id);
        if (!isTheirs && !who.IsOwner) return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound);
        return PasskeysApi.TryRemove(id, passkeys, audit, context) is null
            ? TypedResults.Problem(statusCode: StatusCodes.Status404NotFound)
            : Navigation.To(context, Path + "?saved=true");
    }

    private static async Task<IResult> BeginSignIn(HttpContext context, PasskeySignIn signIn) =>
        PasskeySignIn.IsPossible(context.Request)
            ? TypedResults.Text(await signIn.BeginSignIn(context), MediaTypeNames.Application.Json)
            : TypedResults.StatusCode(StatusCodes.Status409Conflict);

    private static async Task<IResult> SignIn(HttpContext context, PasskeySignIn signIn) =>
        await AnswerOf(context) is { } answer && await signIn.SignIn(context, answer)
            ? TypedResults.NoContent()
            : TypedResults.StatusCode(StatusCodes.Status422UnprocessableEntity);

    // Nobody is signed in yet, so no session looks where the request comes from.
    private static ValueTask<object?> RefuseOtherSites(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) =>
        OwnPage.Sent(invocation.HttpContext.Request) ? next(invocation) : new(Navigation.ToSignIn(invocation.HttpContext));

    // A program with a token has no face to show.
    private static bool IsSignedIn(HttpContext context) => context.Principal().Kind == PrincipalKind.Person;

    // JSON that a browser's own code wrote: its size is known, and the framework reads it.
    private static async Task<string?> AnswerOf(HttpContext context)
    {
        if (context.Request.ContentLength is not (> 0 and <= MaxAnswer)) return null;
        using var reader = new StreamReader(context.Request.Body);
        return await reader.ReadToEndAsync(context.RequestAborted);
    }
}
