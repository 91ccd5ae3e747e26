using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Access.Audit;

public sealed class AuditApiTests
{
    private const string Path = "/api/v1/audit";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_AfterChangesOfAllKinds_SaysWhoChangedWhatAndNoSecret()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var device = new BrokerClient(gateway, "AA:BB");
        using var owner = gateway.SignedIn(TokenRole.Owner);
        using var manager = gateway.SignedIn(TokenRole.DeviceManager);
        using var local = gateway.Local();
        using var https = gateway.Https();

        var made = await Json(await owner.PostAsJsonAsync("/api/v1/tokens", new { name = "phone", role = "viewer" }, Token));
        (await owner.DeleteAsync($"/api/v1/tokens/{made.GetProperty("id").GetString()}", Token)).EnsureSuccessStatusCode();
        var code = (await Json(await local.PostAsJsonAsync("/local/enrolments", new { name = "Fern" }, Token))).GetProperty(
            "code").GetString();
        var registered =
            await Json(await https.PostAsJsonAsync("/api/devices/register", new { code, hardware_id = "CC:DD" }, Token));
        (await manager.PatchAsync(
            $"/api/v1/devices/{device.Device.Id}/settings", Body("""{"interval_s":300}"""), Token)).EnsureSuccessStatusCode();
        (await manager.PatchAsync($"/api/v1/devices/{device.Device.Id}/settings", Body("""{"interval_s":1}"""), Token)).Dispose();
        (await local.PostAsync("/local/store/rollups", null, Token)).EnsureSuccessStatusCode();
        (await local.PostAsync("/local/certificates/ca", null, Token)).EnsureSuccessStatusCode();

        var page = await owner.GetStringAsync(Path, Token);

        var entries = JsonSerializer.Deserialize<JsonElement>(page).GetProperty("items").EnumerateArray()
            .Select(entry =>
                $"{entry.GetProperty("who")} {entry.GetProperty("what")} {entry.GetProperty("target")} {entry.GetProperty("details")}").Reverse().ToList();
        Assert.Equal(
            [
                $"test token.create {made.GetProperty("id")} phone, viewer",
                $"test token.revoke {made.GetProperty("id")} phone",
                "local enrolment.create  Fern",
                $"device device.register {registered.GetProperty("device_id")} hardware CC:DD",
                $"test device.settings {device.Device.Id} {{\"interval_s\":300}}",
                "local store.rebuild_rollups  ",
            ],
            entries[..6]);
        Assert.StartsWith("local certificates.renew_ca ", entries[6], StringComparison.Ordinal);
        Assert.Equal(7, entries.Count);
        foreach (var secret in new[] { made.GetProperty("token").GetString()!, code!,
            registered.GetProperty("mqtt_password").GetString()! })
            Assert.DoesNotContain(secret, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("who=ADA", "pl-2 pl-1")]
    [InlineData("what=plant", "pl-2 pl-1")]
    [InlineData("what=plant.mute", "pl-2")]
    [InlineData("what=plan", "")]
    [InlineData("target=PL-1", "pl-1")]
    [InlineData("who=local&what=token", "tk-1")]
    [InlineData("who=&what=&target=", "tk-1 pl-2 pl-1")]
    public async Task Get_WithAFilter_IsWhatItSaysOnPagesOfItsOwn(string query, string things)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);
        using var local = gateway.Local();
        var log = gateway.Services.GetRequiredService<AuditLog>();
        var ada = new Principal(PrincipalKind.Person, "Ada", "1");
        log.Note(ada, "plant.add", "pl-1");
        log.Note(ada, "plant.mute", "pl-2");
        log.Note(Principal.Local, "token.create", "tk-1");

        var all = await Json(await owner.GetAsync($"{Path}?{query}", Token));
        var paged = new List<string?>();
        for (var after = string.Empty; ;)
        {
            var page = await Json(await local.GetAsync($"/local/audit?limit=1&{query}&after={after}", Token));
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("target").GetString()));
            if (page.GetProperty("next").GetString() is not { } next) break;
            after = next;
        }

        Assert.Equal(things,
            string.Join(' ', all.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("target").GetString())));
        Assert.Equal(things, string.Join(' ', paged));
    }

    [Fact]
    public async Task Get_WithAFilterThatIsTooLong_NamesIt()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);

        using var answer = await owner.GetAsync($"{Path}?target={new string('x', 201)}", Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("\"target\"", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/api/v1/import?create_devices=7", "text/csv", "device_id,time\n")]
    [InlineData("POST", "/api/v1/import?skip_bad=", "text/csv", "")]
    [InlineData("PUT", "/api/v1/store/retention", "text/plain", "{}")]
    [InlineData("PUT", "/api/v1/store/retention", "application/json", "[")]
    [InlineData("PATCH", "/api/v1/devices/plant-1", "text/plain", "{}")]
    [InlineData("PATCH", "/api/v1/devices/plant-1", "application/json", "7")]
    [InlineData("POST", "/local/store/move", "application/json", "7")]
    public async Task Get_AfterARequestThatCannotBeRead_HasNoEntryOfIt(string method, string path, string type, string body)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);
        using var local = gateway.Local();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = new StringContent(body, Encoding.UTF8, type);

        using var answer = await (path.StartsWith("/local", StringComparison.Ordinal) ? local : owner).SendAsync(request, Token);

        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.Equal(0, (await owner.GetFromJsonAsync<JsonElement>(Path, Token)).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Get_InParts_GoesOnWhereTheLastEnded()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);
        var audit = gateway.Services.GetRequiredService<AuditLog>();
        for (var i = 1; i <= 5; i++) audit.Note(Principal.Local, "change", $"{i}");

        var first = await owner.GetFromJsonAsync<JsonElement>($"{Path}?limit=3", Token);
        var second = await owner.GetFromJsonAsync<JsonElement>($"{Path}?limit=3&after={first.GetProperty("next")}", Token);

        Assert.Equal(["5", "4", "3"], Targets(first));
        Assert.Equal(["2", "1"], Targets(second));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task Get_OutOfRange_NamesEachField()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);

        using var answer = await owner.GetAsync($"{Path}?limit=501&after=%C3%A4", Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(
            ["after", "limit"], (await Json(answer)).GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    [Theory]
    [InlineData(TokenRole.Viewer)]
    [InlineData(TokenRole.DeviceManager)]
    public async Task Get_NotAnOwner_IsForbidden(object role)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.SignedIn((TokenRole)role);

        using var answer = await client.GetAsync(Path, Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Prune_AfterTheDaysThatAreKept_TakesEntriesAwayByItself()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
        await using var gateway = await GatewayHost.StartedAsync(time, more: ["--Audit:KeepDays", "30"]);
        var audit = gateway.Services.GetRequiredService<AuditLog>();
        audit.Note(Principal.Local, "old");
        time.Advance(TimeSpan.FromDays(30));
        audit.Note(Principal.Local, "new");

        // On a busy machine its timer may begin after the first hours.
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (audit.Read(null, 10).Count > 1)
        {
            time.Advance(AuditPruning.Interval);
            await beat.WaitForNextTickAsync(Token);
        }

        Assert.Equal("new", Assert.Single(audit.Read(null, 10)).What);
    }

    [Fact]
    public async Task Post_ATokenCalledLikeTheCommandLine_IsRefused()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);

        using var answer = await owner.PostAsJsonAsync("/api/v1/tokens", new { name = "local", role = "owner" }, Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static IEnumerable<string?> Targets(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("target").GetString());

    private static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");

    private static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        using (answer) return await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
    }
}
