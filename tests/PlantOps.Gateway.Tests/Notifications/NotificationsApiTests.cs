using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Notifications;

/// <summary>People, channels and deliveries over the API of a whole gateway.</summary>
public sealed class NotificationsApiTests : IAsyncLifetime
{
    private const string Discord = """{"kind":"discord","name":"home","url":"https://discord.com/api/webhooks/1/secret-0815"}""";

    private GatewayHost _gateway = null!;
    private HttpClient _owner = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayHost.StartedAsync();
        _owner = _gateway.SignedIn(TokenRole.Owner);
    }

    public async ValueTask DisposeAsync()
    {
        _owner.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Post_Channel_ShowsItMaskedEverywhere()
    {
        using var created = await _owner.PostAsync("/api/v1/channels", Json(Discord), Token);
        var text = await created.Content.ReadAsStringAsync(Token);
        var list = await _owner.GetStringAsync("/api/v1/channels", Token);
        var one = await _owner.GetStringAsync(created.Headers.Location, Token);

        Assert.Equal((HttpStatusCode.Created, "\"1\""), (created.StatusCode, created.Headers.ETag?.Tag));
        foreach (var answer in new[] { text, list, one })
        {
            Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
            Assert.Contains("0815", answer, StringComparison.Ordinal);
        }

        var view = JsonDocument.Parse(one).RootElement;
        Assert.Equal(
            ("…0815", "discord", "warning", true), (view.GetProperty("url").GetString(), view.GetProperty("kind").GetString(),
            view.GetProperty("least_severity").GetString(), view.GetProperty("enabled").GetBoolean()));
        Assert.False(view.TryGetProperty("password", out _));
    }

    [Fact]
    public async Task Put_Channel_RespectsTheVersionAndKeepsTheMaskedSecret()
    {
        var path = await Created("/api/v1/channels", Discord);
        var masked = """{"kind":"discord","name":"renamed","url":"…0815","enabled":false}""";

        using var changed = await Put(path, masked, "\"1\"");
        using var late = await Put(path, masked, "\"1\"");

        Assert.Equal((HttpStatusCode.OK, "\"2\""), (changed.StatusCode, changed.Headers.ETag?.Tag));
        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        var view = await _owner.GetFromJsonAsync<JsonElement>(path, Token);
        Assert.Equal(("renamed", "…0815", false),
            (view.GetProperty("name").GetString(), view.GetProperty("url").GetString(),
                view.GetProperty("enabled").GetBoolean()));
    }

    [Theory]
    [InlineData("/api/v1/channels", """{"kind":"slack"}""", "name", "url")]
    [InlineData("/api/v1/channels", """{"kind":"ntfy","name":"n","topic":"t","url":"https://192.168.1.4"}""", "url")]
    [InlineData("/api/v1/people", """{"name":"","time_zone":"Mars","channels":["c-none"]}""", "name", "time_zone", "channels")]
    public async Task Post_WhatCannotBe_NamesEachField(string path, string json, params string[] fields)
    {
        using var answer = await _owner.PostAsync(path, Json(json), Token);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal("invalid_request", problem.GetProperty("code").GetString());
        Assert.Equal(fields.Order(), problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    [Theory]
    [InlineData("""{"name":"Ada","channel_ids":["c-1"]}""", "channel_ids")]
    [InlineData("""{"name":"Ada","quiet_hours":{"from":"22:00","until":"07:00"}}""", "until")]
    public async Task Post_PersonWithAFieldThatThereIsNot_IsRefusedAndNamesIt(string json, string field)
    {
        using var answer = await _owner.PostAsync("/api/v1/people", Json(json), Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(field, await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        var people = await _owner.GetFromJsonAsync<JsonElement>("/api/v1/people", Token);
        Assert.Equal(0, people.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Put_PersonAsItWasRead_IsTaken()
    {
        var path = await Created("/api/v1/people", """{"name":"Ada"}""");

        using var put = await Put(path, await _owner.GetStringAsync(path, Token), "\"1\"");

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
    }

    [Fact]
    public async Task Post_ChannelTestThatDoesNotArrive_SaysWhy()
    {
        // Where the name leads is found out when it is connected to: here, or nowhere.
        var path = await Created(
            "/api/v1/channels", """{"kind":"email","name":"m","host":"ip6-localhost","from":"a@b.c","to":"d@e.f"}""");

        using var answer = await _owner.PostAsync(path + "/test", null, Token);

        var test = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.False(test.GetProperty("sent").GetBoolean());
        Assert.NotEmpty(test.GetProperty("reason").GetString()!);
    }

    [Fact]
    public async Task People_FromAddingToRemoving_KeepWhatWasSaid()
    {
        var channel = (await Created("/api/v1/channels", Discord)).Split('/')[^1];
        var path = await Created("/api/v1/people", $$"""
            {"name":"Ada","time_zone":"Europe/Berlin","quiet_hours":{"from":"22:00","to":"07:00"},"digest_at":null,"channels":["{{channel}}"]}
            """);

        var person = await _owner.GetFromJsonAsync<JsonElement>(path, Token);
        Assert.Equal(("Ada", "22:00", true, JsonValueKind.Null, channel), (
            person.GetProperty("name").GetString(), person.GetProperty("quiet_hours").GetProperty("from").GetString(),
            person.GetProperty("critical_at_night").GetBoolean(), person.GetProperty("digest_at").ValueKind,
            person.GetProperty("channels")[0].GetString()));

        using var changed = await Put(path, """{"name":"Ada L."}""", "\"1\"");
        var view = await changed.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal(("Europe/Berlin", "08:00", 0),
            (view.GetProperty("time_zone").GetString(), view.GetProperty("digest_at").GetString(),
                view.GetProperty("channels").GetArrayLength()));

        using var removed = await _owner.DeleteAsync(path, Token);
        using var gone = await _owner.GetAsync(path, Token);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (removed.StatusCode, gone.StatusCode));
    }

    [Fact]
    public async Task Get_ManyChannels_ComesInPages()
    {
        for (var i = 0; i < 5; i++) await Created("/api/v1/channels", Discord);
        var (ids, after) = (new List<string>(), (string?)null);
        do
        {
            var page = await _owner.GetFromJsonAsync<JsonElement>(
                $"/api/v1/channels?limit=2{(after is null ? "" : "&after=" + after)}", Token);
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);

        Assert.Equal(5, ids.Distinct().Count());
        Assert.Equal(5, ids.Count);
        using var wrong = await _owner.GetAsync("/api/v1/deliveries?limit=0&after=%00", Token);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/channels")]
    [InlineData("/api/v1/people")]
    [InlineData("/api/v1/deliveries")]
    public async Task Get_WithoutTheRight_IsRefused(string path)
    {
        using var stranger = _gateway.Https();
        using var viewer = _gateway.SignedIn();
        using var manager = _gateway.SignedIn(TokenRole.DeviceManager);

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(path, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.GetAsync(path, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await manager.GetAsync(path, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _owner.GetAsync(path, Token)).StatusCode);
    }

    private async Task<string> Created(string path, string json)
    {
        using var answer = await _owner.PostAsync(path, Json(json), Token);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    private async Task<HttpResponseMessage> Put(string path, string json, string version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = Json(json) };
        request.Headers.TryAddWithoutValidation("If-Match", version);
        return await _owner.SendAsync(request, Token);
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}
