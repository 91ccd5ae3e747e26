using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Dashboard.Settings.Species;

/// <summary>What kinds of plants need: found by any name, and changed or added by owners.</summary>
internal static class SpeciesPage
{
    public const string Path = "/settings/species";

    private const int Shown = 20;
    private const int MaxQuery = 100;

    public static void MapSpeciesPage(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).RequireAuthorization(AccessPolicies.Read);
        pages.MapGet(Path + "/new", New).RequireAuthorization(AccessPolicies.Own);
        pages.MapGet(Path + "/{id}", One).RequireAuthorization(AccessPolicies.Read);
        pages.MapPost(Path, Add).RequireAuthorization(AccessPolicies.Own);
        pages.MapPost(Path + "/{id}", Change).RequireAuthorization(AccessPolicies.Own);
        pages.MapPost(Path + "/{id}/remove", Remove).RequireAuthorization(AccessPolicies.Own);
    }

    /// <summary>How many are known, for the list of settings.</summary>
    public static string StateOf(HttpContext context, IWords words)
    {
        var all = context.RequestServices.GetRequiredService<SpeciesCatalogue>().All.ToList();
        return words.SpeciesKnown(all.Count, all.Count(known => known.Origin != SpeciesOrigin.BuiltIn));
    }

    private static HtmlPage Show(HttpContext context, string? q, SpeciesCatalogue species)
    {
        var shell = ShellOf(context);
        var query = q is null || q.Length <= MaxQuery ? q : q[..MaxQuery];
        var found = string.IsNullOrWhiteSpace(query)
            ? species.All.Where(known => known.Origin != SpeciesOrigin.BuiltIn)
                .Select(known => (known, (IReadOnlyList<string>)[]))
            : species.Matches(query).Take(Shown).Select(match => (match.Species, match.LeftOut));
        return new HtmlPage(SpeciesListHtml.Create(SpeciesList.Of(shell, query, [.. found])));
    }

    private static HtmlPage New(HttpContext context) => new(SpeciesHtml.Create(SpeciesEdit.New(ShellOf(context), null, null)));

    private static IResult One(string id, HttpContext context, SpeciesCatalogue species) => species.Find(id) is { } known
        ? new HtmlPage(SpeciesHtml.Create(SpeciesEdit.Of(ShellOf(context), known)))
        : TypedResults.NotFound();

    private static async Task<IResult> Add(HttpContext context, SpeciesCatalogue species, SpeciesChanges changes, AuditLog audit)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var id = SpeciesForm.IdOf(form[SpeciesFields.ScientificName].ToString());
        var (profile, errors) = SpeciesForm.Read(form, id, null);

        // What the id is made of is the name: there is no other field for it.
        if (errors.Remove(SpeciesFields.Id, out var wrong)) errors.TryAdd(SpeciesFields.ScientificName, wrong);
        if (errors.Count == 0 && species.Find(id) is not null)
            errors[SpeciesFields.ScientificName] = [ShellOf(context).Words.SpeciesIsThere];
        if (errors.Count > 0) return Refused(SpeciesEdit.New(ShellOf(context), form, errors));
        changes.TryPut(profile, 0);
        audit.Note(context.Principal(), "species.set", id);
        return Navigation.To(context, $"{Path}/{id}");
    }

    private static async Task<IResult> Change(
        string id, HttpContext context, SpeciesCatalogue species, SpeciesChanges changes, AuditLog audit)
    {
        if (species.Find(id) is not { } known) return TypedResults.NotFound();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (profile, errors) = SpeciesForm.Read(form, id, known.Profile);
        if (errors.Count > 0) return Refused(SpeciesEdit.Of(ShellOf(context), known, form, errors));
        if (changes.TryPut(profile, known.Version) is null)
            return Refused(SpeciesEdit.Of(ShellOf(context), known) with { Notice = ShellOf(context).Words.ChangedMeanwhile });
        audit.Note(context.Principal(), "species.set", id);
        return Navigation.To(context, $"{Path}/{id}");
    }

    private static IResult Remove(string id, HttpContext context, SpeciesCatalogue species, SpeciesChanges changes,
        AuditLog audit)
    {
        if (species.Find(id) is not { } known) return Navigation.To(context, Path);
        var removal = changes.Remove(known);
        if (removal.State == SpeciesRemovalState.Done) audit.Note(context.Principal(), "species.remove", id);
        return removal.State == SpeciesRemovalState.InUse
            ? Refused(SpeciesEdit.Of(ShellOf(context), known) with
            {
                Notice = ShellOf(context).Words.SpeciesInUse(string.Join(", ", removal.Users)),
            })
            : Navigation.To(context, Path);
    }

    private static HtmlPage Refused(SpeciesEdit view) => new(SpeciesHtml.Create(view), StatusCodes.Status422UnprocessableEntity);

    private static Shell ShellOf(HttpContext context) => Shell.Of(context, words => words.SpeciesTitle, Place.Settings);
}
