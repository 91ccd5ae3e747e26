using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Access;

public sealed class TokensApiTests : IAsyncLifetime
{
    private const string Path = "/api/v1/tokens";

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
    public async Task Post_AToken_IsLetInAndListedWithoutItsText()
    {
        using var made = await _owner.PostAsJsonAsync(Path, new { name = "wall tablet", role = "viewer" }, Token);
        var token = await made.Content.ReadFromJsonAsync<JsonElement>(Token);
        using var tablet = With(token.GetProperty("token").GetString()!);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await tablet.GetAsync("/api/v1/devices", Token)).StatusCode);
        var list = await _owner.GetStringAsync(Path, Token);
        Assert.DoesNotContain(token.GetProperty("token").GetString()!, list, StringComparison.Ordinal);
        var listed = JsonDocument.Parse(list).RootElement.EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == "wall tablet");
        Assert.Equal("viewer", listed.GetProperty("role").GetString());
        Assert.Equal(token.GetProperty("id").GetString(), listed.GetProperty("id").GetString());
        Assert.True(listed.GetProperty("last_used").GetInt64() >= listed.GetProperty("created_at").GetInt64());
    }

    [Fact]
    public async Task Post_WithoutAnythingRight_NamesEachField()
    {
        using var refused = await _owner.PostAsJsonAsync(Path, new { name = " ", role = "king" }, Token);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var errors = (await refused.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("errors");
        Assert.Equal(["name", "role"], errors.EnumerateObject().Select(error => error.Name).Order());
    }

    [Fact]
    public async Task Delete_AToken_IsRefusedAtOnceAndAfterARestart()
    {
        using var directory = new TemporaryDirectory();
        string text;
        await using (var first = await GatewayHost.StartedAsync(dataDirectory: directory.Path))
        {
            using var owner = first.SignedIn(TokenRole.Owner);
            var (token, secret) = first.Services.GetRequiredService<TokenRegistry>().Make("lost phone", TokenRole.Owner);
            text = secret;
            using var phone = first.Https();
            phone.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", text);
            Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync(Path, Token)).StatusCode);

            Assert.Equal(HttpStatusCode.NoContent, (await owner.DeleteAsync($"{Path}/{token.Id}", Token)).StatusCode);

            Assert.Equal(HttpStatusCode.Unauthorized, (await phone.GetAsync(Path, Token)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await owner.DeleteAsync($"{Path}/{token.Id}", Token)).StatusCode);
        }

        await using var second = await GatewayHost.StartedAsync(dataDirectory: directory.Path);
        Assert.Null(second.Services.GetRequiredService<TokenRegistry>().Authenticate(text));
        Assert.Single(second.Services.GetRequiredService<ITokenStore>().Load());
    }

    [Fact]
    public async Task DeleteLocally_ANameThatTwoHave_AsksForTheId()
    {
        var tokens = _gateway.Services.GetRequiredService<TokenRegistry>();
        var (first, _) = tokens.Make("phone", TokenRole.Viewer);
        var (second, _) = tokens.Make("phone", TokenRole.Viewer);
        using var local = _gateway.Local();

        using var unclear = await local.DeleteAsync("/local/tokens/phone", Token);
        using var clear = await local.DeleteAsync($"/local/tokens/{first.Id}", Token);
        using var named = await local.DeleteAsync("/local/tokens/phone", Token);

        Assert.Equal(HttpStatusCode.Conflict, unclear.StatusCode);
        Assert.Contains(second.Id, await unclear.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (clear.StatusCode, named.StatusCode));
        Assert.DoesNotContain(tokens.All, token => token.Name == "phone");
    }

    private HttpClient With(string token)
    {
        var client = _gateway.Https();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
