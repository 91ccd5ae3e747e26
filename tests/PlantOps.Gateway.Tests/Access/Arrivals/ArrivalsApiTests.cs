using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Arrivals;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Access.Arrivals;

public sealed class ArrivalsApiTests
{
    private const string Arrivals = "/api/v1/arrivals";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Approve_ByAnOwner_LetsInAndIsInTheAuditLog()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);
        var registry = gateway.Services.GetRequiredService<ArrivalRegistry>();
        var (arrival, secret) = registry.Begin("Safari on iPhone", "192.0.2.1")!.Value;

        var waiting = await owner.GetFromJsonAsync<JsonElement>(Arrivals, Token);
        using var answer =
            await owner.PostAsJsonAsync($"{Arrivals}/{arrival.Code}/approve", new { person = "Ben", role = "waters" }, Token);

        Assert.Equal((arrival.Code, "Safari on iPhone"),
            (waiting[0].GetProperty("code").GetString(), waiting[0].GetProperty("browser").GetString()));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Ben", registry.Complete(secret)?.Person);
        var entry = (await owner.GetFromJsonAsync<JsonElement>("/api/v1/audit", Token)).GetProperty("items")[0];
        Assert.Equal(("arrival.approve", "test"), (entry.GetProperty("what").GetString(), entry.GetProperty("who").GetString()));
    }

    [Theory]
    [InlineData("", "waters", "person")]
    [InlineData("local", "waters", "person")]
    [InlineData("Ben\u202e", "waters", "person")]
    [InlineData("Ben", "king", "role")]
    [InlineData("Ben", null, "role")]
    public async Task Approve_WithWhatCannotBe_SaysWhichField(string person, string? role, string field)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);
        var registry = gateway.Services.GetRequiredService<ArrivalRegistry>();
        var (arrival, _) = registry.Begin("Firefox", "192.0.2.1")!.Value;

        using var answer = await owner.PostAsJsonAsync($"{Arrivals}/{arrival.Code}/approve", new { person, role }, Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("errors");
        Assert.Equal(field, Assert.Single(errors.EnumerateObject()).Name);
        Assert.Single(registry.Waiting);
    }

    [Fact]
    public async Task Refuse_ACode_TurnsItsBrowserAwayAndIsOnce()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);
        var registry = gateway.Services.GetRequiredService<ArrivalRegistry>();
        var (arrival, secret) = registry.Begin("Firefox", "192.0.2.1")!.Value;

        using var refused = await owner.DeleteAsync($"{Arrivals}/{arrival.Code}", Token);
        using var again = await owner.DeleteAsync($"{Arrivals}/{arrival.Code}", Token);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (refused.StatusCode, again.StatusCode));
        Assert.Equal(ArrivalState.Refused, registry.Find(secret)?.State);
    }

    [Fact]
    public async Task Post_ForALinkOverTheSocket_IsOneForThisMachine()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var local = gateway.Local();

        using var answer = await local.PostAsync("/local/sign-in-links", null, Token);

        var link = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.StartsWith(
            $"http://localhost:{gateway.HttpPort}/open/", link.GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, link.GetProperty("phone_url").ValueKind);
    }
}
