using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Passkeys;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Passkeys;
using PlantOps.Gateway.Dashboard.Settings.Advisor;
using PlantOps.Gateway.Dashboard.Settings.Audit;
using PlantOps.Gateway.Dashboard.Settings.Channels;
using PlantOps.Gateway.Dashboard.Settings.Data;
using PlantOps.Gateway.Dashboard.Settings.Health;
using PlantOps.Gateway.Dashboard.Settings.Household;
using PlantOps.Gateway.Dashboard.Settings.Logins;
using PlantOps.Gateway.Dashboard.Settings.Phone;
using PlantOps.Gateway.Dashboard.Settings.SetAside;
using PlantOps.Gateway.Dashboard.Settings.Species;
using PlantOps.Gateway.Dashboard.Settings.Tokens;
using PlantOps.Gateway.Dashboard.Settings.Walls;
using PlantOps.Gateway.Dashboard.Words;

namespace PlantOps.Gateway.Dashboard.Settings;

/// <summary>What can be set, and how each part is.</summary>
internal static class SettingsPage
{
    public const string Path = "/settings";

    /// <summary>In the order of the page; a row each.</summary>
    private static readonly IReadOnlyList<SettingsPlace> Places =
    [
        new SettingsPlace("/arrivals", words => words.WhoWantsIn, SettingsPlace.NothingToSay, IsForOwners: true),
        new SettingsPlace(HouseholdPage.Path, words => words.Household, HouseholdPage.State, IsForOwners: true),
        new SettingsPlace(PhonePage.Path, words => words.ThisPhone, PhonePage.State, IsForOwners: false),
        new SettingsPlace(PasskeysPage.Path, words => words.Passkeys, PasskeysState, IsForOwners: false),
        new SettingsPlace(WallsPage.Path, words => words.WallTablet, WallsPage.State, IsForOwners: true),
        new SettingsPlace(TokensPage.Path, words => words.Programs, TokensPage.State, IsForOwners: true),
        new SettingsPlace(LoginsPage.Path, words => words.Logins, LoginsPage.State, IsForOwners: true),
        new SettingsPlace(AuditPage.Path, words => words.Audit, SettingsPlace.NothingToSay, IsForOwners: true),
        new SettingsPlace(ChannelsPage.Path, words => words.Messages, ChannelsPage.StateOf, IsForOwners: true),
        new SettingsPlace(SpeciesPage.Path, words => words.SpeciesTitle, SpeciesPage.StateOf, IsForOwners: false),
        new SettingsPlace(AdvisorPage.Path, words => words.Advisor, AdvisorPage.State, IsForOwners: true),
        new SettingsPlace(DataPage.Path, words => words.Data, DataPage.StateOf, IsForOwners: true),
        new SettingsPlace(HealthPage.Path, words => words.SystemTitle, HealthPage.StateOf, IsForOwners: true),
        new SettingsPlace(
            SetAsidePage.Path, words => words.SetAside, SetAsidePage.StateOf, IsForOwners: false) { IsForManagers = true },
    ];

    public static void MapSettingsPage(this IEndpointRouteBuilder pages) =>
        pages.MapGet(Path, Show).RequireAuthorization(AccessPolicies.Read);

    private static string? PasskeysState(HttpContext context, IWords words) =>
        words.PasskeyCount(context.RequestServices.GetRequiredService<PasskeyRegistry>().Of(context.Principal().Name).Count);

    private static HtmlPage Show(HttpContext context)
    {
        var shell = Shell.Of(context, words => words.Settings, Place.Settings);
        var rows = Places.Where(place => place.IsFor(shell.Who!))
            .Select(place => new SettingsRow(place.Path, place.Name(shell.Words), place.State(context, shell.Words)));
        return new HtmlPage(SettingsHtml.Create(new SettingsView(shell, [.. rows])));
    }
}

/// <summary>A page of settings.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">In each language.</param>
/// <param name="State">How it is, in words; <c>null</c> where there is nothing to say.</param>
/// <param name="IsForOwners">Whether only owners see it.</param>
internal sealed record SettingsPlace(
    string Path, Func<IWords, string> Name, Func<HttpContext, IWords, string?> State, bool IsForOwners)
{
    /// <summary>Whether only those see it who may manage devices.</summary>
    public bool IsForManagers { get; init; }

    public bool IsFor(Visitor who) => who.IsOwner || (!IsForOwners && (!IsForManagers || who.MayManage));

    public static string? NothingToSay(HttpContext context, IWords words) => null;
}

/// <summary>What can be set.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Rows">The pages.</param>
public sealed record SettingsView(Shell Shell, IReadOnlyList<SettingsRow> Rows);

/// <summary>A page of settings and how it is.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="State">How it is, in words.</param>
public sealed record SettingsRow(string Path, string Name, string? State);
