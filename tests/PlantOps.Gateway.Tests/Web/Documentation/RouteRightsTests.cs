using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Web.Documentation;

/// <summary>Walks every route of the API's description and compares who is let in with what is stated here.</summary>
public sealed class RouteRightsTests
{
    // A new route without a row here fails: who may use it is to be decided, not left to happen.
    private static readonly Dictionary<string, string> Stated = new()
    {
        ["GET /api/health"] = "none",
        ["GET /api/ready"] = "none",
        ["GET /api/time"] = "none",
        ["GET /ca.crt"] = "none",
        ["GET /household.crt"] = "none",
        ["GET /household.mobileconfig"] = "none",
        ["GET /api/v1/passkeys"] = "own",
        ["DELETE /api/v1/passkeys/{id}"] = "own",
        ["POST /api/devices/register"] = "none",
        ["GET /api/v1/devices"] = "read",
        ["GET /api/v1/devices/{id}"] = "read",
        ["GET /api/v1/devices/{id}/settings"] = "read",
        ["GET /api/v1/devices/{id}/telemetry"] = "read",
        ["POST /api/v1/devices/{id}/telemetry"] = "publish",
        ["GET /api/v1/events"] = "read",
        ["GET /api/v1/export"] = "read",
        ["PATCH /api/v1/devices/{id}"] = "manage",
        ["GET /api/v1/devices/{id}/mapping"] = "read",
        ["PUT /api/v1/devices/{id}/mapping"] = "manage",
        ["DELETE /api/v1/devices/{id}/mapping"] = "manage",
        ["PATCH /api/v1/devices/{id}/settings"] = "manage",
        ["POST /api/v1/devices/{id}/commands"] = "manage",
        ["POST /api/v1/devices/{id}/release"] = "manage",
        ["POST /api/v1/devices/{id}/claim"] = "manage",
        ["POST /api/v1/devices/{id}/retire"] = "manage",
        ["POST /api/v1/enrolments"] = "manage",
        ["GET /api/v1/enrolments/{id}"] = "manage",
        ["GET /api/v1/fleet"] = "own",
        ["GET /api/v1/store"] = "own",
        ["GET /api/v1/store/retention"] = "own",
        ["PUT /api/v1/store/retention"] = "own",
        ["GET /api/v1/store/retention/effect"] = "own",
        ["POST /api/v1/store/rollups"] = "own",
        ["POST /api/v1/import"] = "own",
        ["GET /api/v1/certificates"] = "own",
        ["GET /api/v1/doctor"] = "own",
        ["GET /api/v1/set-aside"] = "manage",
        ["POST /api/v1/set-aside/retry"] = "manage",
        ["POST /api/v1/set-aside/{id}/retry"] = "manage",
        ["DELETE /api/v1/set-aside"] = "manage",
        ["DELETE /api/v1/set-aside/{id}"] = "manage",
        ["GET /api/v1/species"] = "read",
        ["GET /api/v1/species/{id}"] = "read",
        ["PUT /api/v1/species/{id}"] = "own",
        ["DELETE /api/v1/species/{id}"] = "own",
        ["GET /api/v1/plants"] = "read",
        ["POST /api/v1/plants"] = "own",
        ["GET /api/v1/plants/{id}"] = "read",
        ["PUT /api/v1/plants/{id}"] = "own",
        ["DELETE /api/v1/plants/{id}"] = "own",
        ["POST /api/v1/plants/{id}/bring-back"] = "own",
        ["PUT /api/v1/plants/{id}/device"] = "own",
        ["DELETE /api/v1/plants/{id}/device"] = "own",
        ["GET /api/v1/plants/{id}/export"] = "read",
        ["GET /api/v1/plants/{id}/telemetry"] = "read",
        ["GET /api/v1/plants/{id}/figures"] = "read",
        ["GET /api/v1/plants/{id}/calibration"] = "read",
        ["POST /api/v1/plants/{id}/calibration/take"] = "manage",
        ["POST /api/v1/plants/{id}/calibration/refuse"] = "manage",
        ["GET /api/v1/plants/{id}/journal"] = "read",
        ["POST /api/v1/plants/{id}/journal"] = "care",
        ["DELETE /api/v1/plants/{id}/journal/{entry}"] = "care",
        ["GET /api/v1/advisor"] = "own",
        ["PUT /api/v1/advisor"] = "own",
        ["DELETE /api/v1/advisor"] = "own",
        ["POST /api/v1/advisor/test"] = "own",
        ["GET /api/v1/advisor/models"] = "own",
        ["GET /api/v1/care"] = "read",
        ["GET /api/v1/plants/{id}/care"] = "read",
        ["GET /api/v1/plants/{id}/care/history"] = "read",
        ["POST /api/v1/plants/{id}/care/refresh"] = "care",
        ["POST /api/v1/plants/{id}/care/items/{item}/done"] = "care",
        ["POST /api/v1/plants/{id}/questions"] = "care",
        ["POST /api/v1/plants/{id}/photos/{photo}/look"] = "care",
        ["GET /api/v1/plants/{id}/photo"] = "read",
        ["PUT /api/v1/plants/{id}/photo"] = "care",
        ["DELETE /api/v1/plants/{id}/photo"] = "care",
        ["GET /api/v1/plants/{id}/photos"] = "read",
        ["POST /api/v1/plants/{id}/photos"] = "care",
        ["GET /api/v1/plants/{id}/photos/{photo}"] = "read",
        ["DELETE /api/v1/plants/{id}/photos/{photo}"] = "care",
        ["GET /api/v1/plants/{id}/photos/{photo}/thumbnail"] = "read",
        ["PUT /api/v1/plants/{id}/photos/{photo}/thumbnail"] = "care",
        ["PUT /api/v1/plants/{id}/mute"] = "own",
        ["DELETE /api/v1/plants/{id}/mute"] = "own",
        ["GET /api/v1/plants/{id}/rules"] = "read",
        ["PUT /api/v1/plants/{id}/rules/{rule}"] = "own",
        ["DELETE /api/v1/plants/{id}/rules/{rule}"] = "own",
        ["GET /api/v1/plants/{id}/replay"] = "read",
        ["GET /api/v1/plants/{id}/replay/count"] = "read",
        ["POST /api/v1/virtual-plants"] = "own",
        ["DELETE /api/v1/virtual-plants/{id}"] = "own",
        ["GET /api/v1/alerts"] = "read",
        ["GET /api/v1/alerts/{id}"] = "read",
        ["POST /api/v1/alerts/{id}/acknowledge"] = "care",
        ["POST /api/v1/alerts/{id}/snooze"] = "care",
        ["GET /api/v1/channels"] = "own",
        ["POST /api/v1/channels"] = "own",
        ["GET /api/v1/channels/{id}"] = "own",
        ["PUT /api/v1/channels/{id}"] = "own",
        ["DELETE /api/v1/channels/{id}"] = "own",
        ["POST /api/v1/channels/{id}/test"] = "own",
        ["GET /api/v1/people"] = "own",
        ["POST /api/v1/people"] = "own",
        ["GET /api/v1/people/{id}"] = "own",
        ["PUT /api/v1/people/{id}"] = "own",
        ["DELETE /api/v1/people/{id}"] = "own",
        ["GET /api/v1/deliveries"] = "own",
        ["GET /api/v1/deliveries/held"] = "own",
        ["GET /api/v1/advisor/usage"] = "own",
        ["GET /api/v1/audit"] = "own",
        ["GET /api/v1/mqtt-logins"] = "own",
        ["POST /api/v1/mqtt-logins"] = "own",
        ["PUT /api/v1/mqtt-logins/{id}"] = "own",
        ["DELETE /api/v1/mqtt-logins/{id}"] = "own",
        ["GET /api/v1/tokens"] = "own",
        ["POST /api/v1/tokens"] = "own",
        ["DELETE /api/v1/tokens/{id}"] = "own",
        ["GET /api/v1/arrivals"] = "own",
        ["POST /api/v1/arrivals/{id}/approve"] = "own",
        ["DELETE /api/v1/arrivals/{id}"] = "own",
        ["GET /api/v1/walls"] = "own",
        ["POST /api/v1/walls"] = "own",
        ["DELETE /api/v1/walls/{id}"] = "own",
        ["GET /api/v1/sessions"] = "own",
        ["DELETE /api/v1/sessions/{id}"] = "own",
    };

    private static readonly Dictionary<TokenRole, string[]> Rights = new()
    {
        [TokenRole.Viewer] = ["none", "read"],
        [TokenRole.Waters] = ["none", "read", "care"],
        [TokenRole.DeviceManager] = ["none", "read", "publish", "manage"],
        [TokenRole.Owner] = ["none", "read", "care", "publish", "manage", "own"],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Description_OfEveryRoute_SaysTheRightThatIsStated()
    {
        await using var gateway = await GatewayHost.StartedAsync();

        var described = await Described(gateway);

        Assert.Equal(Stated.OrderBy(route => route.Key), described.OrderBy(route => route.Key));
    }

    [Fact]
    public async Task Send_ToEveryRouteWithoutAToken_IsRefusedUnlessAnybodyMay()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.Https();

        foreach (var (route, right) in await Described(gateway))
        {
            using var answer = await Send(client, route);
            if (right == "none") Assert.False(IsRefused(answer), route);
            else await AssertRefused(answer, HttpStatusCode.Unauthorized, route);
        }
    }

    [Fact]
    public async Task Send_ToEveryRouteWithAWrongToken_IsRefusedUnlessAnybodyMay()
    {
        var time = new WaitingTime();
        await using var gateway = await GatewayHost.StartedAsync(time);
        using var client = gateway.Https();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "po_wrong");

        foreach (var (route, right) in await Described(gateway))
        {
            // A wrong token costs time wherever it is shown; then the gateway forgets it, so that the next one is not turned
            // away.
            var asked = Send(client, route);
            time.Advance(await time.NextWait());
            using var answer = await asked;
            time.Advance(ThrottleLimits.Default.MaxBlock);
            if (right == "none") Assert.False(IsRefused(answer), route);
            else await AssertRefused(answer, HttpStatusCode.Unauthorized, route);
        }
    }

    [Theory]
    [InlineData("viewer", false)]
    [InlineData("waters", false)]
    [InlineData("device-manager", false)]
    [InlineData("owner", false)]
    [InlineData("viewer", true)]
    [InlineData("waters", true)]
    [InlineData("device-manager", true)]
    [InlineData("owner", true)]
    public async Task Send_ToEveryRouteWithARole_IsLetInWhereItHasTheRightAndNowhereElse(string name, bool withABrowser)
    {
        var role = TokenRoles.Parse(name)!.Value;
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = withABrowser ? gateway.Browser(role).Client : gateway.SignedIn(role);

        foreach (var (route, right) in Stated)
        {
            using var answer = await Send(client, route);
            if (Rights[role].Contains(right))
                Assert.False(IsRefused(answer), $"{route} refuses {name}: {(int)answer.StatusCode}");
            else await AssertRefused(answer, HttpStatusCode.Forbidden, route);
        }

        // What was asked for names nothing that is there: nobody's token or session is gone.
        var credentials = gateway.Services.GetRequiredService<TokenRegistry>().All.Count
            + gateway.Services.GetRequiredService<SessionRegistry>().All.Count;
        Assert.Equal(1, credentials);
    }

    [Fact]
    public async Task Get_MetricsFromElsewhere_NeedsATokenOfAnyRole()
    {
        await using var gateway = await GatewayHost.StartedAsync(substitute: CallerAddress.FromHeader);
        using var stranger = gateway.Https();
        using var viewer = gateway.SignedIn();

        Assert.Equal(HttpStatusCode.OK, await Ask(stranger, null));
        Assert.Equal(HttpStatusCode.OK, await Ask(stranger, "::ffff:127.0.0.1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(stranger, "192.0.2.7"));
        Assert.Equal(HttpStatusCode.OK, await Ask(viewer, "192.0.2.7"));
        // Behind a proxy on this machine everybody is on it.
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(stranger, null, forwardedFor: "192.0.2.7"));

        static async Task<HttpStatusCode> Ask(HttpClient client, string? from, string? forwardedFor = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
            if (from is not null) request.Headers.Add(CallerAddress.Header, from);
            if (forwardedFor is not null) request.Headers.Add("X-Forwarded-For", forwardedFor);
            using var answer = await client.SendAsync(request, Token);
            return answer.StatusCode;
        }
    }

    private static bool IsRefused(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    private static async Task AssertRefused(HttpResponseMessage answer, HttpStatusCode status, string route)
    {
        Assert.True(answer.StatusCode == status, $"{route} answers {(int)answer.StatusCode}, not {(int)status}.");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement;
        Assert.All(problem.EnumerateObject(),
            field => Assert.Contains(field.Name, (string[])["type", "title", "status", "detail", "correlation_id"]));
    }

    private static async Task<HttpResponseMessage> Send(HttpClient client, string route)
    {
        var parts = route.Split(' ');
        using var request = new HttpRequestMessage(
            new HttpMethod(parts[0]), parts[1].Replace("{id}", "nothing-that-is-there", StringComparison.Ordinal));
        if (parts[0] is "POST" or "PATCH" or "PUT") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        // Events never end: only whether they begin is of interest.
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    private static async Task<Dictionary<string, string>> Described(GatewayHost gateway)
    {
        using var https = gateway.Https();
        var description = JsonDocument.Parse(await https.GetStringAsync("/openapi/v1.json", Token));
        return description.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (
                Route: $"{operation.Name.ToUpperInvariant()} {path.Name}",
                Right: operation.Value.GetProperty("x-plantops-right").GetString()!)))
            .ToDictionary(operation => operation.Route, operation => operation.Right);
    }
}
