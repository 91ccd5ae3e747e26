using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Frame;

/// <summary>Who may see which page, and what others are answered.</summary>
public sealed class PageRightsTests
{
    // A new page without a row here fails: who may see it is to be decided, not left to happen.
    private static readonly Dictionary<string, string> Stated = new()
    {
        ["GET /sign-in"] = "none",
        ["GET /sign-in/state"] = "none",
        ["GET /open/{secret}"] = "none",
        ["GET /opened"] = "none",
        ["POST /sign-out"] = "read",
        ["GET /arrivals/"] = "own",
        ["POST /arrivals/{code}/approve"] = "own",
        ["POST /arrivals/{code}/refuse"] = "own",
        ["GET /plants"] = "read",
        ["POST /plants/{id}/watered"] = "care",
        ["POST /plants/{id}/undo"] = "care",
        ["GET /plants/{id}"] = "read",
        ["GET /plants/{id}/history"] = "read",
        ["GET /alerts"] = "read",
        ["POST /alerts/{id}/acknowledge"] = "care",
        ["POST /alerts/{id}/snooze"] = "care",
        ["POST /plants/{id}/mute"] = "own",
        ["GET /devices"] = "read",
        ["GET /devices/new/"] = "manage",
        ["POST /devices/new/"] = "manage",
        ["GET /devices/new/{enrolment}"] = "manage",
        ["GET /devices/new/{enrolment}/progress"] = "manage",
        ["POST /devices/{id}/plant"] = "own",
        ["GET /devices/{id}"] = "read",
        ["GET /devices/{id}/live"] = "read",
        ["POST /devices/{id}/settings"] = "manage",
        ["POST /devices/{id}/mapping/"] = "manage",
        ["POST /devices/{id}/mapping/preset"] = "manage",
        ["POST /devices/{id}/mapping/remove"] = "manage",
        ["POST /devices/{id}/commands"] = "manage",
        ["POST /devices/{id}/rename"] = "manage",
        ["POST /devices/{id}/claim"] = "manage",
        ["POST /devices/{id}/release"] = "manage",
        ["POST /devices/{id}/retire"] = "manage",
        ["GET /devices/{id}/calibrate/"] = "manage",
        ["GET /devices/{id}/calibrate/live"] = "manage",
        ["POST /devices/{id}/calibrate/begin"] = "manage",
        ["POST /devices/{id}/calibrate/take"] = "manage",
        ["POST /devices/{id}/calibrate/apply"] = "manage",
        ["POST /devices/{id}/calibrate/end"] = "manage",
        ["GET /settings"] = "read",
        ["GET /settings/passkeys/"] = "read",
        ["POST /settings/passkeys/question"] = "read",
        ["POST /settings/passkeys/"] = "read",
        ["POST /settings/passkeys/{id}/remove"] = "read",
        ["POST /sign-in/passkey/question"] = "none",
        ["POST /sign-in/passkey/"] = "none",
        ["GET /plants/new"] = "own",
        ["POST /plants/new"] = "own",
        ["GET /plants/species"] = "own",
        ["GET /plants/{id}/edit"] = "own",
        ["POST /plants/{id}/edit"] = "own",
        ["POST /plants/{id}/put-away"] = "own",
        ["GET /plants/put-away"] = "read",
        ["POST /plants/{id}/bring-back"] = "own",
        ["POST /plants/{id}/remove"] = "own",
        ["POST /plants/{id}/calibration/take"] = "manage",
        ["POST /plants/{id}/calibration/refuse"] = "manage",
        ["POST /plants/{id}/journal"] = "care",
        ["POST /plants/{id}/journal/{entry}/remove"] = "care",
        ["POST /plants/{id}/photos"] = "care",
        ["GET /plants/{id}/photos/{photo}"] = "read",
        ["GET /plants/{id}/photos/{photo}/thumbnail"] = "read",
        ["POST /plants/{id}/photos/{photo}/remove"] = "care",
        ["POST /plants/{id}/photos/{photo}/look"] = "care",
        ["GET /alerts/live"] = "read",
        ["GET /keys"] = "read",
        ["GET /compare"] = "read",
        ["GET /compare/data"] = "read",
        ["GET /care"] = "read",
        ["POST /plants/{id}/care/{item}/done"] = "care",
        ["POST /plants/{id}/ask"] = "care",
        ["GET /plants/{id}/watch"] = "read",
        ["GET /plants/{id}/watch/{rule}/try"] = "read",
        ["POST /plants/{id}/watch/{rule}"] = "own",
        ["POST /plants/{id}/watch/{rule}/reset"] = "own",
        ["GET /settings/household/"] = "own",
        ["POST /settings/household/sessions/{id}/end"] = "own",
        ["POST /settings/household/sessions/end"] = "own",
        ["GET /settings/household/new"] = "own",
        ["POST /settings/household/new"] = "own",
        ["GET /settings/household/{id}"] = "own",
        ["POST /settings/household/{id}"] = "own",
        ["POST /settings/household/{id}/remove"] = "own",
        ["GET /settings/phone"] = "read",
        ["POST /settings/phone"] = "read",
        ["GET /settings/wall/"] = "own",
        ["POST /settings/wall/"] = "own",
        ["POST /settings/wall/{id}/revoke"] = "own",
        ["GET /settings/logins/"] = "own",
        ["POST /settings/logins/"] = "own",
        ["POST /settings/logins/{id}/devices"] = "own",
        ["POST /settings/logins/{id}/remove"] = "own",
        ["GET /settings/tokens/"] = "own",
        ["POST /settings/tokens/"] = "own",
        ["POST /settings/tokens/{id}/revoke"] = "own",
        ["GET /settings/advisor/"] = "own",
        ["POST /settings/advisor/"] = "own",
        ["POST /settings/advisor/reset"] = "own",
        ["GET /settings/audit"] = "own",
        ["GET /settings/set-aside/"] = "manage",
        ["POST /settings/set-aside/retry"] = "manage",
        ["POST /settings/set-aside/clear"] = "manage",
        ["POST /settings/set-aside/{id}/retry"] = "manage",
        ["POST /settings/set-aside/{id}/remove"] = "manage",
        ["GET /settings/channels"] = "own",
        ["GET /settings/channels/new"] = "own",
        ["POST /settings/channels"] = "own",
        ["GET /settings/channels/{id}"] = "own",
        ["POST /settings/channels/{id}"] = "own",
        ["GET /settings/channels/{id}/arrived"] = "own",
        ["POST /settings/channels/{id}/use"] = "own",
        ["POST /settings/channels/{id}/remove"] = "own",
        ["GET /settings/deliveries"] = "own",
        ["GET /settings/data/"] = "own",
        ["POST /settings/data/retention"] = "own",
        ["GET /settings/data/export"] = "own",
        ["POST /settings/data/import"] = "own",
        ["POST /settings/data/rollups"] = "own",
        ["GET /settings/system"] = "own",
        ["GET /settings/system/checks"] = "own",
        ["GET /settings/species"] = "read",
        ["GET /settings/species/new"] = "own",
        ["POST /settings/species"] = "own",
        ["GET /settings/species/{id}"] = "read",
        ["POST /settings/species/{id}"] = "own",
        ["POST /settings/species/{id}/remove"] = "own",
        ["GET /live"] = "read",
        ["POST /virtual-plants"] = "own",
        ["POST /virtual-plants/{id}/remove"] = "own",
    };

    private static readonly Dictionary<TokenRole, string[]> Rights = new()
    {
        [TokenRole.Viewer] = ["none", "read"],
        [TokenRole.Waters] = ["none", "read", "care"],
        [TokenRole.DeviceManager] = ["none", "read", "manage"],
        [TokenRole.Owner] = ["none", "read", "care", "manage", "own"],
    };

    [Fact]
    public async Task Pages_ThatThereAre_AreStated()
    {
        await using var gateway = await GatewayHost.StartedAsync();

        var pages = gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ForPeople>() is not null)
            .Select(endpoint =>
                $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} {endpoint.RoutePattern.RawText}");

        Assert.Equal(Stated.Keys.Order(), pages.Order());
    }

    [Fact]
    public async Task Send_ToEveryPageWithoutASession_LeadsToSignIn()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var stranger = new PageBrowser(gateway);

        foreach (var (route, right) in Stated.Where(page => page.Value != "none"))
        {
            var answer = await Send(stranger, route);
            Assert.True(answer.Status == HttpStatusCode.SeeOther, $"{route} ({right}) answers {(int)answer.Status}");
            Assert.StartsWith("/sign-in", answer.Location, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("viewer")]
    [InlineData("waters")]
    [InlineData("device-manager")]
    [InlineData("owner")]
    public async Task Send_ToEveryPageWithARole_IsLetInWhereItHasTheRightAndNowhereElse(string name)
    {
        var role = TokenRoles.Parse(name)!.Value;
        await using var gateway = await GatewayHost.StartedAsync();
        foreach (var (route, right) in Stated)
        {
            using var browser = gateway.Browser("Ben", role);
            var answer = await Send(browser, route);
            Assert.True((answer.Status == HttpStatusCode.Forbidden) != Rights[role].Contains(right),
                $"{route} answers {name} {(int)answer.Status}");
            if (answer.Status == HttpStatusCode.Forbidden)
                Assert.Contains("<h1>You may not do this</h1>", answer.Html, StringComparison.Ordinal);
        }
    }

    private static Task<PageAnswer> Send(PageBrowser browser, string route)
    {
        var parts = route.Split(' ');
        var path = parts[1].Replace("{code}", "FERN-10", StringComparison.Ordinal).Replace("{", "", StringComparison.Ordinal)
            .Replace("}", "", StringComparison.Ordinal);
        return parts[0] == "GET" ? browser.GetAsync(path) : browser.PostAsync(path);
    }
}
