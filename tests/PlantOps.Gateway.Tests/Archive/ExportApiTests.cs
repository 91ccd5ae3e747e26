using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Archive;

public sealed class ExportApiTests
{
    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("parquet", "application/vnd.apache.parquet")]
    public async Task Get_Everything_HasWhatIsStored(string format, string mediaType)
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        await gateway.StoreAsync(ArchiveText.Fern, TestReadings.Minutes(3000));
        await gateway.StoreAsync(
            ArchiveText.Basil, TestReadings.At(TestReadings.Start + 5, boot: Reading.NoIdentity, sequence: Reading.NoIdentity));
        using var client = gateway.Host.SignedIn();

        using var response = await client.GetAsync($"/api/v1/export?format={format}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(mediaType, response.Content.Headers.ContentType?.MediaType);
        Assert.EndsWith($".{format}", response.Content.Headers.ContentDisposition?.FileName?.Trim('"'), StringComparison.Ordinal);
        var rows = await ArchiveText.ReadAsync(ArchiveFormats.Parse(format)!.Value,
            await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            gateway.Stored("plant-fern"), rows.Good.Where(row => row.Device == ArchiveText.Fern).Select(row => row.Reading));
        Assert.Equal(
            gateway.Stored("plant-basil"), rows.Good.Where(row => row.Device.Id == "plant-basil").Select(row => row.Reading));
        Assert.Equal(3001, rows.Good.Count);
    }

    [Fact]
    public async Task Get_OneDeviceAndARange_HasNothingElse()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        var readings = TestReadings.Minutes(3000);
        await gateway.StoreAsync(ArchiveText.Fern, readings);
        await gateway.StoreAsync(ArchiveText.Basil, readings);

        var file = await gateway.ExportAsync($"device=plant-fern&from={readings[10].Time}&to={readings[2990].Time}");

        var rows = await ArchiveText.ReadAsync(ArchiveFormat.Csv, file);
        Assert.Equal(readings[10..2990], rows.Good.Select(row => row.Reading));
        Assert.All(rows.Good, row => Assert.Equal("plant-fern", row.Device.Id));
    }

    [Fact]
    public async Task Get_WrongParameters_NamesEach()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        using var client = gateway.Host.SignedIn();

        using var response = await client.GetAsync(
            "/api/v1/export?device=plant-nobody&from=yesterday&format=xlsx", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.All(["\"device\"", "plant-nobody", "\"from\"", "yesterday", "\"format\""],
            text => Assert.Contains(text, problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_WithoutAToken_IsRefused()
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        using var client = gateway.Host.Https();

        using var response = await client.GetAsync("/api/v1/export", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("GET", ExportApi.LocalPath)]
    [InlineData("POST", ImportApi.DevicesPath)]
    [InlineData("POST", ImportApi.ReadingsPath)]
    public async Task LocalRoute_OverTheNetwork_DoesNotExist(string method, string path)
    {
        await using var gateway = await ArchiveGateway.StartedAsync();
        using var client = gateway.Host.SignedIn(PlantOps.Gateway.Access.TokenRole.Owner);

        using var response =
            await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Get_DamagedBlockOnTheWay_BreaksOffAndTheCommandLineIsToldWhy()
    {
        await using var gateway = await ArchiveGateway.StartedAsync(
            services => services.AddSingleton<IReadingStore>(new YearStore { DaysOfIt = 40, DamagedDay = 20 }));
        gateway.Devices.Keep("plant-fern", null, null);
        using var local = gateway.Host.Local();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => gateway.ExportAsync("format=csv"));
        await using var frames = await local.GetStreamAsync(ExportApi.LocalPath, TestContext.Current.CancellationToken);
        var reader = new FrameArchiveReader(frames);
        var problem =
            await reader.CopyToAsync(new CsvArchiveWriter(Stream.Null), () => { }, TestContext.Current.CancellationToken);

        Assert.Equal("Day 20 is damaged.", problem);
        Assert.Equal((40, 20, 20 * YearStore.ReadingsADay), (reader.Days, reader.DaysDone, reader.Readings));
    }
}
