using System.Net;

namespace PlantOps.Gateway.Tests.Plants;

public sealed class PlantExportTests
{
    private const long Minute = 60_000;

    [Fact]
    public async Task Export_OfAPlantThatHadTwoDevices_HasWhatEachMeasuredWhileItWatchedIt()
    {
        await using var host = await PlantHost.StartedAsync();
        var (first, second) = (host.Admit("hw-1"), host.Admit("hw-2"));
        var id = await host.Add("Fern");
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await Watch(id, first.Id, 1, now - (60 * Minute));
        await Watch(id, second.Id, 16, now - (30 * Minute));
        host.Store(first, now - (90 * Minute), 11);
        host.Store(first, now - (45 * Minute), 22);
        host.Store(first, now - (15 * Minute), 33);
        host.Store(second, now - (15 * Minute), 44);
        host.Store(second, now - (15 * Minute), 55, soilChannel: 16);

        using var answer = await host.Owner.GetAsync($"/api/v1/plants/{id}/export", TestContext.Current.CancellationToken);
        var rows = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimEnd().Split("\r\n");

        var headers = answer.Content.Headers;
        Assert.Equal("text/csv", headers.ContentType?.MediaType);
        Assert.Contains(id, headers.ContentDisposition?.FileName, StringComparison.Ordinal);
        var soil = Array.IndexOf(rows[0].Split(','), "soil_moisture");
        Assert.Equal(
            [$"{first.Id} 22", $"{second.Id}/16 55"], rows[1..].Select(row => $"{row.Split(',')[0]} {row.Split(',')[soil]}"));

        async Task Watch(string plant, string device, int channel, long since) => Assert.Equal(
            HttpStatusCode.OK,
            (await host.Ask(
                HttpMethod.Put,
                $"/api/v1/plants/{plant}/device",
                $$"""{"device_id":"{{device}}","soil_channel":{{channel}},"since":{{since}}}""")).Status);
    }

    [Fact]
    public async Task Export_OfAPlantThatNobodyWatched_HasAHeaderOnly()
    {
        await using var host = await PlantHost.StartedAsync();
        var id = await host.Add("Fern");

        var text = await host.Owner.GetStringAsync($"/api/v1/plants/{id}/export", TestContext.Current.CancellationToken);

        Assert.Single(text.TrimEnd().Split("\r\n"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Get("/api/v1/plants/pl-nothing/export")).Status);
    }
}
