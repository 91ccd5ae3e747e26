using System.Net;
using System.Net.Http.Headers;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Plants.Photos;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Tests.Plants;

public sealed class PlantsApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_ThenDescribeWithItsTag_ChangesItOnce()
    {
        await using var host = await PlantHost.StartedAsync();
        var id = await host.Add("Fern");

        var (changed, plant) =
            await host.Ask(HttpMethod.Put, $"/api/v1/plants/{id}", """{"name":"Boston fern","place":"Bathroom"}""", "\"1\"");
        var (again, problem) = await host.Ask(HttpMethod.Put, $"/api/v1/plants/{id}", """{"name":"Somebody else's"}""", "\"1\"");

        Assert.Equal((HttpStatusCode.OK, "Boston fern", "Bathroom"),
            (changed, plant.GetProperty("name").GetString(), plant.GetProperty("place").GetString()));
        Assert.Equal("unknown", plant.GetProperty("condition").GetString());
        Assert.Equal((HttpStatusCode.PreconditionFailed, "changed"), (again, problem.GetProperty("code").GetString()));
        using var response = await host.Owner.GetAsync($"/api/v1/plants/{id}", Token);
        Assert.Equal("\"2\"", response.Headers.ETag?.Tag);
    }

    [Theory]
    [InlineData("""{}""", "name")]
    [InlineData("""{"name":"  "}""", "name")]
    [InlineData("""{"name":"x","notes":"LONG"}""", "notes")]
    public async Task Add_WrongFields_NamesEach(string json, string field)
    {
        await using var host = await PlantHost.StartedAsync();

        var (status, problem) = await host.Ask(
            HttpMethod.Post, "/api/v1/plants", json.Replace("LONG", new string('x', 4001), StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task List_MoreThanAPage_GoesOnWhereItEnded()
    {
        await using var host = await PlantHost.StartedAsync();
        for (var i = 0; i < 5; i++) await host.Add($"Plant {i}");

        var seen = new HashSet<string>();
        for (var after = ""; after is not null;)
        {
            var (_, page) = await host.Get($"/api/v1/plants?limit=2{after}");
            Assert.All(page.GetProperty("items").EnumerateArray(),
                plant => Assert.True(seen.Add(plant.GetProperty("name").GetString()!)));
            after = page.GetProperty("next").GetString() is { } next ? $"&after={next}" : null;
        }

        Assert.Equal(5, seen.Count);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Get("/api/v1/plants?limit=0")).Status);
    }

    [Fact]
    public async Task Watch_DeviceMovesToAnotherPlant_EachKeepsItsOwnHistory()
    {
        await using var host = await PlantHost.StartedAsync();
        var device = host.Admit();
        var (first, second) = (await host.Add("First"), await host.Add("Second"));
        var began = DateTimeOffset.UtcNow.AddHours(-4).ToUnixTimeMilliseconds();
        var moved = began + 7_200_000;
        host.Store(device, moved - 1, 40);
        host.Store(device, moved, 60);

        await host.Ask(HttpMethod.Put, $"/api/v1/plants/{first}/device", $$"""{"device_id":"{{device.Id}}","since":{{began}}}""");
        await host.Ask(
            HttpMethod.Put, $"/api/v1/plants/{second}/device", $$"""{"device_id":"{{device.Id}}","since":{{moved}}}""");

        Assert.Equal("40", await SoilOf(host, first));
        Assert.Equal("60", await SoilOf(host, second));
        var (_, lost) = await host.Get($"/api/v1/plants/{first}");
        Assert.Equal(moved, lost.GetProperty("devices")[0].GetProperty("to").GetInt64());
        Assert.Equal(HttpStatusCode.BadRequest,
            (await host.Ask(HttpMethod.Put, $"/api/v1/plants/{first}/device", """{"device_id":"none"}""")).Status);
    }

    [Fact]
    public async Task Watch_Shared_StaysWithBoth()
    {
        await using var host = await PlantHost.StartedAsync();
        var device = host.Admit();
        var (first, second) = (await host.Add("First"), await host.Add("Second"));

        await host.Ask(HttpMethod.Put, $"/api/v1/plants/{first}/device", $$"""{"device_id":"{{device.Id}}"}""");
        await host.Ask(HttpMethod.Put, $"/api/v1/plants/{second}/device", $$"""{"device_id":"{{device.Id}}","share":true}""");

        Assert.Equal(
            "null", (await host.Get($"/api/v1/plants/{first}")).Body.GetProperty("devices")[0].GetProperty("to").GetRawText());
    }

    [Fact]
    public async Task Watch_SoilChannelsOfOneDevice_EachPlantHasItsOwn()
    {
        await using var host = await PlantHost.StartedAsync();
        var device = host.Admit();
        var (first, second) = (await host.Add("First"), await host.Add("Second"));
        var began = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeMilliseconds();
        host.Store(device, began, 40);
        host.Store(device, began, 60, soilChannel: 2);

        await host.Ask(HttpMethod.Put, $"/api/v1/plants/{first}/device", $$"""{"device_id":"{{device.Id}}","since":{{began}}}""");
        await host.Ask(HttpMethod.Put, $"/api/v1/plants/{second}/device",
            $$"""{"device_id":"{{device.Id}}","soil_channel":2,"since":{{began}}}""");

        Assert.Equal(("40", "60"), (await SoilOf(host, first), await SoilOf(host, second)));
        var watches = (await host.Get($"/api/v1/plants/{first}")).Body.GetProperty("devices")[0];
        Assert.Equal(("null", 1), (watches.GetProperty("to").GetRawText(), watches.GetProperty("soil_channel").GetInt32()));
        Assert.Equal(2,
            (await host.Get($"/api/v1/plants/{second}")).Body.GetProperty("devices")[0].GetProperty("soil_channel").GetInt32());

        // The same channel has one plant; another number is none.
        await host.Ask(HttpMethod.Put, $"/api/v1/plants/{first}/device", $$"""{"device_id":"{{device.Id}}","soil_channel":2}""");
        Assert.NotEqual(
            "null", (await host.Get($"/api/v1/plants/{second}")).Body.GetProperty("devices")[0].GetProperty("to").GetRawText());
        var (status, problem) = await host.Ask(
            HttpMethod.Put, $"/api/v1/plants/{first}/device", $$"""{"device_id":"{{device.Id}}","soil_channel":17}""");
        Assert.Equal(
            (HttpStatusCode.BadRequest, "soil_channel"), (status, problem.GetProperty("errors").EnumerateObject().Single().Name));
    }

    [Fact]
    public async Task Watch_SinceEarlier_BringsWhatWasMeasuredThen()
    {
        await using var host = await PlantHost.StartedAsync();
        var device = host.Admit();
        var yesterday = DateTimeOffset.UtcNow.AddDays(-1).ToUnixTimeMilliseconds();
        host.Store(device, yesterday + 3_600_000, 44);
        var id = await host.Add("Fern");

        var (refused, problem) = await host.Ask(HttpMethod.Put, $"/api/v1/plants/{id}/device",
            $$"""{"device_id":"{{device.Id}}","since":{{yesterday + (2L * 86_400_000)}}}""");
        await host.Ask(
            HttpMethod.Put, $"/api/v1/plants/{id}/device", $$"""{"device_id":"{{device.Id}}","since":{{yesterday}}}""");

        Assert.Equal(
            (HttpStatusCode.BadRequest, "since"), (refused, problem.GetProperty("errors").EnumerateObject().Single().Name));
        Assert.Equal("44", await SoilOf(host, id));
    }

    [Fact]
    public async Task Remove_AskedToKeep_PutsItAway()
    {
        await using var host = await PlantHost.StartedAsync();
        var id = await host.Add("Fern");
        await host.Ask(HttpMethod.Put, $"/api/v1/plants/{id}/device", $$"""{"device_id":"{{host.Admit().Id}}"}""");

        Assert.Equal(HttpStatusCode.BadRequest, (await host.Ask(HttpMethod.Delete, $"/api/v1/plants/{id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.Ask(HttpMethod.Delete, $"/api/v1/plants/{id}?data=keep")).Status);

        Assert.Equal(0, (await host.Get("/api/v1/plants")).Body.GetProperty("items").GetArrayLength());
        var (_, away) = await host.Get("/api/v1/plants?put_away=true");
        Assert.NotEqual("null", away.GetProperty("items")[0].GetProperty("devices")[0].GetProperty("to").GetRawText());
    }

    [Fact]
    public async Task Remove_AskedToRemove_LeavesNothingOfItsOwn()
    {
        await using var host = await PlantHost.StartedAsync();
        var device = host.Admit();
        var (gone, other) = (await host.Add("Gone"), await host.Add("Other"));
        foreach (var id in new[] { gone, other })
        {
            await host.Ask(HttpMethod.Put, $"/api/v1/plants/{id}/device", $$"""{"device_id":"{{device.Id}}","share":true}""");
            await host.Ask(HttpMethod.Put, $"/api/v1/plants/{id}/rules/soil_moisture.low", """{"warning":30,"dwell_s":0}""");
            await host.Ask(HttpMethod.Post, $"/api/v1/plants/{id}/journal", """{"kind":"watered"}""");
        }

        host.Store(device, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), 20);
        await host.Until("/api/v1/alerts?open=true", page => page.GetProperty("items").GetArrayLength() == 2);
        Assert.Equal(HttpStatusCode.OK, (await host.Ask(HttpMethod.Delete, $"/api/v1/plants/{gone}?data=remove")).Status);

        Assert.Equal(HttpStatusCode.NotFound, (await host.Get($"/api/v1/plants/{gone}")).Status);
        var records = host.Service<IRecords>();
        foreach (var set in new[] { RecordSet.PlantJournal, RecordSet.AlertStates, RecordSet.Alerts })
        {
            Assert.Contains(other, Assert.Single(records.Read(set, RecordRange.All)).Id, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Journal_Entries_AreReadNewestFirst()
    {
        await using var host = await PlantHost.StartedAsync();
        var id = await host.Add("Fern");
        await host.Ask(HttpMethod.Post, $"/api/v1/plants/{id}/journal",
            """{"kind":"repotted","at":1777622400000,"text":"into a 14 cm pot"}""");
        var (created, watered) = await host.Ask(HttpMethod.Post, $"/api/v1/plants/{id}/journal", """{"kind":"watered"}""");

        var (_, page) = await host.Get($"/api/v1/plants/{id}/journal");

        Assert.Equal(HttpStatusCode.Created, created);
        Assert.Equal(["watered", "repotted"],
            page.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("kind").GetString()));
        Assert.Equal("test", watered.GetProperty("by").GetString());
        Assert.Equal(1777622400000, host.Service<PlantJournal>().Last(id, JournalKind.Repotted));
        using var removed =
            await host.Owner.DeleteAsync($"/api/v1/plants/{id}/journal/{watered.GetProperty("id").GetString()}", Token);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest,
            (await host.Ask(HttpMethod.Post, $"/api/v1/plants/{id}/journal", """{"kind":"note"}""")).Status);
    }

    [Fact]
    public async Task Photo_APicture_ComesBackAsItIs()
    {
        await using var host = await PlantHost.StartedAsync();
        var id = await host.Add("Fern");
        byte[] picture = [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[PlantPhoto.MaxBytes - 4]];

        Assert.Equal(HttpStatusCode.OK, await PutPhoto(host, id, picture));
        using var response = await host.Owner.GetAsync($"/api/v1/plants/{id}/photo", Token);

        Assert.Equal("image/jpeg", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(picture, await response.Content.ReadAsByteArrayAsync(Token));
        Assert.True((await host.Get($"/api/v1/plants/{id}")).Body.GetProperty("has_photo").GetBoolean());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PutPhoto(host, id, [.. picture, 0]));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await PutPhoto(host, id, "<svg onload='alert(1)'/>"u8.ToArray()));
    }

    [Fact]
    public async Task Mute_SomeHours_IsShownAndTakenBack()
    {
        await using var host = await PlantHost.StartedAsync();
        var id = await host.Add("Fern");

        var (_, muted) = await host.Ask(HttpMethod.Put, $"/api/v1/plants/{id}/mute", """{"hours":2}""");
        var (_, unmuted) = await host.Ask(HttpMethod.Delete, $"/api/v1/plants/{id}/mute");

        Assert.InRange(
            muted.GetProperty("muted_until").GetInt64() - DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), 7_000_000, 7_300_000);
        Assert.Equal("null", unmuted.GetProperty("muted_until").GetRawText());
        Assert.Equal(
            HttpStatusCode.BadRequest, (await host.Ask(HttpMethod.Put, $"/api/v1/plants/{id}/mute", """{"hours":-1}""")).Status);
    }

    private static async Task<HttpStatusCode> PutPhoto(PlantHost host, string id, byte[] data)
    {
        using var content = new ByteArrayContent(data);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using var response = await host.Owner.PutAsync($"/api/v1/plants/{id}/photo", content, Token);
        return response.StatusCode;
    }

    private static async Task<string> SoilOf(PlantHost host, string id)
    {
        var (_, answer) = await host.Get($"/api/v1/plants/{id}/telemetry?metrics=soil_moisture");
        return string.Join(' ', answer.GetProperty("segments").EnumerateArray()
            .SelectMany(segment => segment.GetProperty("metrics").GetProperty("soil_moisture").EnumerateArray()));
    }
}
