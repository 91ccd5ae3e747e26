using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Photos;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Tests.Plants.Photos;

public sealed class PhotosApiTests
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1];
    private static readonly byte[] Other = [0xFF, 0xD8, 0xFF, 0xE0, 2, 2];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_SeveralPictures_AreThereNewestFirstAndTheNewestIsThePlants()
    {
        await using var host = await PlantHost.StartedAsync();
        var id = await host.Add("Fern");

        var first = await Send(host, HttpMethod.Post, $"/api/v1/plants/{id}/photos", Jpeg);
        var second = await Send(host, HttpMethod.Post, $"/api/v1/plants/{id}/photos", Other);
        var ids = (await host.Get($"/api/v1/plants/{id}/photos")).Body.EnumerateArray().Select(
            photo => photo.GetProperty("id").GetString()).ToList();

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(2, ids.Count);
        Assert.Equal(Other, await host.Owner.GetByteArrayAsync($"/api/v1/plants/{id}/photo", Token));
        Assert.Equal(Jpeg, await host.Owner.GetByteArrayAsync($"/api/v1/plants/{id}/photos/{ids[1]}", Token));
        (await host.Owner.DeleteAsync($"/api/v1/plants/{id}/photos/{ids[0]}", Token)).EnsureSuccessStatusCode();
        Assert.Equal(Jpeg, await host.Owner.GetByteArrayAsync($"/api/v1/plants/{id}/photo", Token));
        Assert.True((await host.Get($"/api/v1/plants/{id}")).Body.GetProperty("has_photo").GetBoolean());
    }

    [Fact]
    public async Task Put_AThumbnail_IsServedInThePlaceOfThePicture()
    {
        await using var host = await PlantHost.StartedAsync();
        var id = await host.Add("Fern");
        var created = await (
            await Send(host, HttpMethod.Post, $"/api/v1/plants/{id}/photos", Jpeg)).Content.ReadFromJsonAsync<JsonElement>(Token);
        var path = $"/api/v1/plants/{id}/photos/{created.GetProperty("id").GetString()}/thumbnail";

        var before = await host.Owner.GetByteArrayAsync(path, Token);
        var put = await Send(host, HttpMethod.Put, path, Other);
        var large = await Send(host, HttpMethod.Put, path, [.. Jpeg, .. new byte[PlantPhoto.MaxThumbnailBytes]]);

        Assert.Equal(Jpeg, before);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.RequestEntityTooLarge), (put.StatusCode, large.StatusCode));
        Assert.Equal(Other, await host.Owner.GetByteArrayAsync(path, Token));
    }

    [Fact]
    public async Task Post_MoreThanAPlantHas_IsRefused()
    {
        await using var host = await PlantHost.StartedAsync();
        var id = await host.Add("Fern");
        for (var i = 0; i < PhotoAlbum.MaxPhotos; i++) (
            await Send(host, HttpMethod.Post, $"/api/v1/plants/{id}/photos", Jpeg)).EnsureSuccessStatusCode();

        Assert.Equal(HttpStatusCode.Conflict,
            (await Send(host, HttpMethod.Post, $"/api/v1/plants/{id}/photos", Jpeg)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Send(host, HttpMethod.Put, $"/api/v1/plants/{id}/photo", Jpeg)).StatusCode);
    }

    [Fact]
    public async Task Put_ThePictureOfClientsThatKnowOfOne_TakesItsOwnPlaceOnly()
    {
        await using var host = await PlantHost.StartedAsync();
        var id = await host.Add("Fern");
        await Send(host, HttpMethod.Post, $"/api/v1/plants/{id}/photos", Jpeg);

        await Send(host, HttpMethod.Put, $"/api/v1/plants/{id}/photo", Other);
        await Send(host, HttpMethod.Put, $"/api/v1/plants/{id}/photo", Other);

        Assert.Equal(2, (await host.Get($"/api/v1/plants/{id}/photos")).Body.GetArrayLength());
        (await host.Owner.DeleteAsync($"/api/v1/plants/{id}/photo", Token)).EnsureSuccessStatusCode();
        Assert.Equal(Jpeg, await host.Owner.GetByteArrayAsync($"/api/v1/plants/{id}/photo", Token));
    }

    [Fact]
    public async Task Get_APictureFromBeforeThereWereSeveral_IsThereAndGoesWithThePlant()
    {
        await using var host = await PlantHost.StartedAsync();
        var id = await host.Add("Fern");
        var (plants, records) = (host.Service<PlantStore>(), host.Service<IRecords>());
        var kept = plants.Find(id)!;
        var json = $$"""{"content_type":"image/jpeg","data":"{{Convert.ToBase64String(Jpeg)}}"}""";
        plants.TryCommit(plants.Put(kept.Value with { HasPhoto = true }, kept.Version),
            new RecordChange(RecordSet.PlantPhotos, id, json, null));

        Assert.Equal(Jpeg, await host.Owner.GetByteArrayAsync($"/api/v1/plants/{id}/photo", Token));
        Assert.Equal("main", (await host.Get($"/api/v1/plants/{id}/photos")).Body[0].GetProperty("id").GetString());
        await Send(host, HttpMethod.Post, $"/api/v1/plants/{id}/photos", Other);
        Assert.Equal(2, (await host.Get($"/api/v1/plants/{id}/photos")).Body.GetArrayLength());
        (await host.Owner.DeleteAsync($"/api/v1/plants/{id}?data=remove", Token)).EnsureSuccessStatusCode();
        foreach (var set in (RecordSet[])[RecordSet.PlantPhotos, RecordSet.PlantThumbnails, RecordSet.PlantAlbums])
        {
            Assert.Empty(records.Read(set, RecordRange.All));
        }
    }

    private static async Task<HttpResponseMessage> Send(PlantHost host, HttpMethod method, string path, byte[] data)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(data) };
        return await host.Owner.SendAsync(request, Token);
    }
}
