using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Plants.Species;

public sealed class SpeciesApiTests : IAsyncLifetime
{
    private const string Path = "/api/v1/species";
    private const string Own = """{"scientific_name":"Filix mea","common_names":["My fern"],"soil_moisture":{"low":40,"high":80,"critical_low":20},"toxic_to_pets":"none"}""";

    private GatewayHost _gateway = null!;
    private HttpClient _owner = null!;
    private HttpClient _viewer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayHost.StartedAsync();
        _owner = _gateway.SignedIn(TokenRole.Owner);
        _viewer = _gateway.SignedIn();
    }

    public async ValueTask DisposeAsync()
    {
        _owner.Dispose();
        _viewer.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task List_PageAfterPage_GivesEachOnceByIdAndSaysWhereItEnds()
    {
        var ids = new List<string>();
        string? after = null;
        do
        {
            var page = await _viewer.GetFromJsonAsync<JsonElement>($"{Path}?limit=50&after={after}", Token);
            ids.AddRange(Ids(page));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);

        Assert.True(ids.Count >= 150);
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public async Task List_ByNameWithMistakes_IsRankedAndPaged()
    {
        var first = await _viewer.GetFromJsonAsync<JsonElement>($"{Path}?q=philodendrom&limit=2", Token);
        var second = await _viewer.GetFromJsonAsync<JsonElement>(
            $"{Path}?q=philodendrom&limit=2&after={first.GetProperty("next").GetString()}", Token);

        Assert.Equal("philodendron-hederaceum", Ids(first)[0]);
        Assert.Equal(2, Ids(first).Length);
        Assert.NotEmpty(Ids(second));
        Assert.Empty(Ids(first).Intersect(Ids(second)));
    }

    [Fact]
    public async Task List_ByAName_SaysWhichNameItWasAndWhatIsNotKnown()
    {
        var known =
            (await _viewer.GetFromJsonAsync<JsonElement>($"{Path}?q=lengua de suegra&limit=1", Token)).GetProperty("items")[0];
        var partly = await _viewer.GetFromJsonAsync<JsonElement>($"{Path}?q=blood lily", Token);
        var unknown = await _viewer.GetFromJsonAsync<JsonElement>($"{Path}?q=spider lily", Token);

        Assert.Equal("Lengua de suegra", known.GetProperty("found_by").GetString());
        Assert.Equal(JsonValueKind.Null, known.GetProperty("left_out").ValueKind);
        Assert.All(partly.GetProperty("items").EnumerateArray(), one =>
        {
            Assert.Equal(["blood"], one.GetProperty("left_out").EnumerateArray().Select(word => word.GetString()));
            Assert.Equal("toxic", one.GetProperty("toxic_to_pets").GetString());
        });
        Assert.Empty(Ids(unknown));
    }

    [Fact]
    public async Task Put_ByAClientThatKnowsNoFrenchNames_KeepsThem()
    {
        var species = JsonNode.Parse(await _viewer.GetStringAsync($"{Path}/ocimum-basilicum", Token))!.AsObject();
        species.Remove("french_names");
        using var put = await Put("ocimum-basilicum", species.ToJsonString());
        species["spanish_names"] = new JsonArray();
        using var cleared = await Put("ocimum-basilicum", species.ToJsonString());

        var kept = await cleared.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (put.StatusCode, cleared.StatusCode));
        Assert.Equal("Basilic", kept.GetProperty("french_names")[0].GetString());
        Assert.Equal(0, kept.GetProperty("spanish_names").GetArrayLength());
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    public async Task List_OutOfRange_NamesTheField(string query, string field) =>
        Assert.Equal([field], await Fields(await _viewer.GetAsync($"{Path}?{query}", Token)));

    [Fact]
    public async Task Get_BuiltIn_HasEverythingAndAVersion()
    {
        using var answer = await _viewer.GetAsync($"{Path}/monstera-deliciosa", Token);
        var species = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);

        Assert.Equal("\"0\"", answer.Headers.ETag?.Tag);
        Assert.Equal("built_in", species.GetProperty("origin").GetString());
        Assert.Equal("Monstera deliciosa", species.GetProperty("scientific_name").GetString());
        Assert.Equal((30, 18),
            (species.GetProperty("soil_moisture").GetProperty("low").GetInt32(),
                species.GetProperty("soil_moisture").GetProperty("critical_low").GetInt32()));
        Assert.Equal((800, 0.4),
            (species.GetProperty("light").GetProperty("min_lux").GetInt32(),
                species.GetProperty("light").GetProperty("min_daily").GetDouble()));
        Assert.Equal("irritant", species.GetProperty("toxic_to_pets").GetString());
        Assert.Contains("ASPCA", species.GetProperty("sources")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NoSuch_IsNotFound()
    {
        using var answer = await _viewer.GetAsync($"{Path}/no-such", Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("not_found", (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Put_OwnOne_IsMadeFoundChangedAndRemoved()
    {
        using var made = await Put("my-fern", Own);
        Assert.Equal((HttpStatusCode.Created, "\"1\""), (made.StatusCode, made.Headers.ETag?.Tag));
        Assert.Equal($"{Path}/my-fern", made.Headers.Location?.OriginalString);
        Assert.Equal("own", (await made.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("origin").GetString());
        Assert.Equal(["my-fern"], Ids(await _viewer.GetFromJsonAsync<JsonElement>($"{Path}?q=filix mae", Token)));

        using var changed = await Put("my-fern", Own.Replace("My fern", "Our fern", StringComparison.Ordinal), "\"1\"");
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (changed.StatusCode, changed.Headers.ETag?.Tag));

        using var removed = await _owner.DeleteAsync($"{Path}/my-fern", Token);
        Assert.Equal(
            JsonValueKind.Null, (await removed.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("original").ValueKind);
        using var gone = await _viewer.GetAsync($"{Path}/my-fern", Token);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Delete_OneThatAPlantIsOf_IsRefusedAndNamesThePlant()
    {
        using var made = await Put("my-fern", Own);
        using var plant = await _owner.PostAsync("/api/v1/plants",
            new StringContent("""{"name":"Fern on the sill","species":"my-fern"}""", Encoding.UTF8, "application/json"), Token);

        using var refused = await _owner.DeleteAsync($"{Path}/my-fern", Token);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Conflict), (plant.StatusCode, refused.StatusCode));
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal("in_use", problem.GetProperty("code").GetString());
        Assert.Contains("Fern on the sill", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        using var kept = await _viewer.GetAsync($"{Path}/my-fern", Token);
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
    }

    [Fact]
    public async Task Put_WhatWasReadWithOneChange_ChangesThatUntilItIsDeleted()
    {
        var species = JsonNode.Parse(await _viewer.GetStringAsync($"{Path}/ocimum-basilicum", Token))!;
        species["soil_moisture"]!["low"] = 44;
        using var put = await Put("ocimum-basilicum", species.ToJsonString(), "\"0\"");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);

        species["origin"] = "changed";
        Assert.True(
            JsonNode.DeepEquals(species, JsonNode.Parse(await _viewer.GetStringAsync($"{Path}/ocimum-basilicum", Token))));

        using var removed = await _owner.DeleteAsync($"{Path}/ocimum-basilicum", Token);
        var original = (await removed.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("original");
        Assert.Equal(("built_in", 40),
            (original.GetProperty("origin").GetString(), original.GetProperty("soil_moisture").GetProperty("low").GetInt32()));
        using var again = await _owner.DeleteAsync($"{Path}/ocimum-basilicum", Token);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Theory]
    [InlineData("""{"scientific_name":""}""", "scientific_name")]
    [InlineData("""{"id":"other","scientific_name":"A"}""", "id")]
    [InlineData("""{"scientific_name":"A","soil_moisture":{"low":80,"high":40},"humidity":{"low":-1,"high":50}}""", "humidity",
        "soil_moisture")]
    [InlineData("""{"scientific_name":"A","temperature":{"low":5,"high":30,"critical_low":6}}""", "temperature")]
    [InlineData("""{"scientific_name":"A","light":{"min_lux":100,"max_lux":900000,"min_daily":3,"max_daily":2}}""", "light")]
    [InlineData(
        """{"scientific_name":"A","toxic_to_pets":"maybe","toxic_to_children":"None"}""", "toxic_to_children", "toxic_to_pets")]
    [InlineData("""{"scientific_name":"A","common_names":["",null],"sources":["a\u0007"],"estimates":["watering"]}""",
        "common_names", "estimates", "sources")]
    public async Task Put_OutOfRange_NamesEachFieldAndChangesNothing(string body, params string[] fields)
    {
        Assert.Equal(fields, await Fields(await Put("my-fern", body)));
        using var answer = await _viewer.GetAsync($"{Path}/my-fern", Token);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("My-Fern")]
    [InlineData("-fern")]
    [InlineData("f")]
    public async Task Put_IdThatCannotBe_NamesIt(string id) => Assert.Equal(["id"], await Fields(await Put(id, Own)));

    [Theory]
    [InlineData("""{"scientific_name":"A","soil":{"low":1}}""", "soil")]
    [InlineData("""{"scientific_name":"A","soil_moisture":{"lowest":1}}""", "lowest")]
    public async Task Put_FieldThatDoesNotExist_IsNotIgnored(string body, string name)
    {
        using var answer = await Put("my-fern", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(name, await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_ReadBeforeSomebodyElseChangedIt_IsRefused()
    {
        using var first = await Put("ocimum-basilicum", Own, "\"0\"");
        using var second = await Put("ocimum-basilicum", Own, "\"0\"");
        using var delete = new HttpRequestMessage(HttpMethod.Delete, $"{Path}/ocimum-basilicum");
        delete.Headers.TryAddWithoutValidation("If-Match", "\"0\"");
        using var third = await _owner.SendAsync(delete, Token);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, second.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, third.StatusCode);
    }

    [Fact]
    public async Task PutAndDelete_NotTheOwner_AreForbidden()
    {
        using var put = await _viewer.PutAsync($"{Path}/my-fern", Json(Own), Token);
        using var delete = await _viewer.DeleteAsync($"{Path}/ocimum-basilicum", Token);
        using var nobody = _gateway.Https();
        using var get = await nobody.GetAsync(Path, Token);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized),
            (put.StatusCode, delete.StatusCode, get.StatusCode));
    }

    private Task<HttpResponseMessage> Put(string id, string body, string? version = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Path}/{id}") { Content = Json(body) };
        if (version is not null) request.Headers.TryAddWithoutValidation("If-Match", version);
        return _owner.SendAsync(request, Token);
    }

    private static async Task<IEnumerable<string>> Fields(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            return (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("errors").EnumerateObject()
                .Select(field => field.Name).Order(StringComparer.Ordinal);
        }
    }

    private static string[] Ids(JsonElement page) =>
        [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
