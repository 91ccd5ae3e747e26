using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Dashboard.Settings.Household;

/// <summary>One person: what they are called, may do and are told; for owners.</summary>
internal static class PersonPage
{
    public static void MapPersonPage(this IEndpointRouteBuilder group)
    {
        group.MapGet("/new", ShowNew);
        group.MapPost("/new", Add);
        group.MapGet("/{id}", Show);
        group.MapPost("/{id}", Change);
        group.MapPost("/{id}/remove", Remove);
    }

    private static HtmlPage ShowNew(HttpContext context, string? name, PersonEditor editor) =>
        editor.Page(context, null, PersonForm.New(name), []);

    private static IResult Show(string id, HttpContext context, PersonStore people, PersonEditor editor) =>
        people.Find(id) is { } person ? editor.Page(context, person, PersonForm.Of(person.Value), []) : NoSuchPerson(id);

    private static async Task<IResult> Add(HttpContext context, PersonEditor editor, PeopleChanges changes)
    {
        var form = PersonForm.Of(await context.Request.ReadFormAsync(context.RequestAborted));
        if (editor.Check(form, null, context) is { Count: > 0 } errors) return editor.Page(context, null, form, errors);
        changes.Add(form.Settings, context.Principal());
        editor.SetRole(form, context);
        return Navigation.To(context, HouseholdPage.Path);
    }

    private static async Task<IResult> Change(
        string id, HttpContext context, PersonStore people, PersonEditor editor, PeopleChanges changes)
    {
        if (people.Find(id) is not { } kept) return NoSuchPerson(id);
        var form = PersonForm.Of(await context.Request.ReadFormAsync(context.RequestAborted));
        if (editor.Check(form, kept.Value, context) is { Count: > 0 } errors) return editor.Page(context, kept, form, errors);
        if (changes.Change(kept, form.Settings, context.Principal()) is null)
            return editor.Page(context, kept, form, new() { [PersonForm.Name] = words => words.SomebodyElseChangedIt });
        editor.SetRole(form, context);
        return Navigation.To(context, HouseholdPage.Path);
    }

    private static async Task<IResult> Remove(
        string id, HttpContext context, PersonStore people, PersonEditor editor, PeopleChanges changes)
    {
        if (people.Find(id) is not { } kept) return NoSuchPerson(id);
        var posted = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = posted[PersonForm.Confirm].ToString().Trim();
        var form = PersonForm.Of(kept.Value) with { Typed = typed };
        if (!typed.Equals(kept.Value.Name, StringComparison.OrdinalIgnoreCase))
            return editor.Page(context, kept, form, new() { [PersonForm.Confirm] = words => words.NotTheName(kept.Value.Name) });
        if (!changes.TryRemove(kept, context.Principal()))
            return editor.Page(context, kept, form, new() { [PersonForm.Confirm] = words => words.SomebodyElseChangedIt });
        editor.EndSessions(kept.Value.Name, context);
        return Navigation.To(context, HouseholdPage.Path);
    }

    private static ProblemHttpResult NoSuchPerson(string id) => Missing.Of($"There is no person '{id}'.");
}
