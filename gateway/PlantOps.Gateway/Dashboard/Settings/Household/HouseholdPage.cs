using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Arrivals;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.People;

namespace PlantOps.Gateway.Dashboard.Settings.Household;

/// <summary>The people, what they are told, and where they are signed in; for owners.</summary>
internal static class HouseholdPage
{
    public const string Path = "/settings/household";

    public static void MapHouseholdPage(this IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup(Path).RequireAuthorization(AccessPolicies.Own);
        group.MapGet("/", Show);
        group.MapPost("/sessions/{id}/end", End);
        group.MapPost("/sessions/end", EndAll);
        group.MapPersonPage();
    }

    /// <summary>How many they are.</summary>
    public static string? State(HttpContext context, IWords words)
    {
        var services = context.RequestServices;
        var members = Members(services.GetRequiredService<PersonStore>(), services.GetRequiredService<SessionRegistry>());
        return words.People(members.Count);
    }

    public static IReadOnlyList<HouseholdMember> Members(PersonStore people, SessionRegistry sessions) =>
        HouseholdMember.All(people.All.Select(person => person.Value), sessions.All);

    private static HtmlPage Show(
        HttpContext context, PersonStore people, SessionRegistry sessions, ChannelStore channels, ArrivalRegistry arrivals)
    {
        var shell = Shell.Of(context, words => words.Household, Place.Settings) with { Scripts = ["app.js"] };
        var view = HouseholdView.Of(
            shell,
            Languages.SpeechOf(context.Request),
            Members(people, sessions),
            [.. channels.All.Select(channel => channel.Value)],
            sessions.LastSeen,
            arrivals.Waiting.Count,
            context.Principal().Id);
        return new HtmlPage(HouseholdHtml.Create(view));
    }

    private static IResult End(string id, HttpContext context, SessionStart sessions)
    {
        if (id == context.Principal().Id)
        {
            sessions.End(context);
            return Navigation.To(context, Navigation.SignIn);
        }

        // One that is gone already is what was wanted.
        sessions.End(id, context.Principal());
        return Navigation.To(context, Path);
    }

    // Never the one that asks: whoever ends all of their own stays in here.
    private static async Task<IResult> EndAll(HttpContext context, SessionRegistry registry, SessionStart sessions)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var who = context.Principal();
        foreach (var session in registry.Of(form["person"].ToString()).Where(session => session.Id != who.Id))
            sessions.End(session.Id, who);
        return Navigation.To(context, Path);
    }
}
