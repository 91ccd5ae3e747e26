using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Dashboard.Frame;

namespace PlantOps.Gateway.Dashboard.Settings.Audit;

/// <summary>Who did what, the newest first; for owners.</summary>
internal static class AuditPage
{
    public const string Path = "/settings/audit";
    private const int MaxId = 64;

    public static void MapAuditPage(this IEndpointRouteBuilder pages) =>
        pages.MapGet(Path, Show).RequireAuthorization(AccessPolicies.Own);

    private static HtmlPage Show(
        HttpContext context, string? who, string? about, string? thing, string? before, AuditLog audit)
    {
        var shell = Shell.Of(context, words => words.Audit, Place.Settings) with { Scripts = ["app.js"] };
        var asked = AuditFilterForm.Of(who, about, thing);
        var from = before is { Length: > 0 and <= MaxId } && before.All(char.IsAscii) && !before.Any(char.IsControl)
            ? before
            : null;
        var (found, next) = audit.Search(from, AuditView.PageSize, asked.Search.Matches);
        return new HtmlPage(AuditHtml.Create(AuditView.Of(shell, asked, found, next)));
    }
}

/// <summary>Of which entries somebody wants to know.</summary>
/// <param name="Who">A part of the name of who did it.</param>
/// <param name="About">How it is called what was done begins so.</param>
/// <param name="Thing">The id of what was changed.</param>
internal sealed record AuditFilterForm(string? Who, string? About, string? Thing)
{
    public static AuditFilterForm Of(string? who, string? about, string? thing) => new(Text(who), Text(about), Text(thing));

    public AuditSearch Search => new() { Who = Who, What = About, Target = Thing };

    /// <summary>Where the same is asked of older ones.</summary>
    public string PathBefore(string id) =>
        $"{AuditPage.Path}?who={Escaped(Who)}&about={Escaped(About)}&thing={Escaped(Thing)}&before={Uri.EscapeDataString(id)}";

    private static string Escaped(string? text) => Uri.EscapeDataString(text ?? string.Empty);

    private static string? Text(string? text) =>
        text?.Trim() is { Length: > 0 and <= AuditSearch.MaxLength } typed ? typed : null;
}
