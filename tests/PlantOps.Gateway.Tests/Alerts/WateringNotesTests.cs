using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Alerts;

public sealed class WateringNotesTests
{
    private static readonly Principal Ada = new(PrincipalKind.Person, "Ada", "1");
    private static readonly Principal Ben = new(PrincipalKind.Person, "Ben", "2");

    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-05-01T08:00:00Z", null));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Undo_ByWhoNotedItAndSoon_TakesItBack()
    {
        await using var gateway = await GatewayHost.StartedAsync(_time);
        var (watering, journal) = (gateway.Services.GetRequiredService<WateringNotes>(),
            gateway.Services.GetRequiredService<PlantJournal>());
        var plant = await PlantAsync(gateway);

        var entry = watering.Note(plant, Ada)!;

        Assert.Equal(entry, watering.Last(plant));
        Assert.False(watering.Undo(plant, entry.Id, Ben));
        Assert.False(watering.Undo(plant, entry.Id + "x", Ada));
        Assert.True(watering.Undo(plant, entry.Id, Ada));
        Assert.False(watering.Undo(plant, entry.Id, Ada));
        Assert.Empty(journal.Read(PlantJournal.Of(plant)));
        Assert.Null(watering.Note("pl-nothing", Ada));
    }

    [Fact]
    public async Task Undo_AfterTenMinutes_LeavesItInTheJournal()
    {
        await using var gateway = await GatewayHost.StartedAsync(_time);
        var watering = gateway.Services.GetRequiredService<WateringNotes>();
        var plant = await PlantAsync(gateway);
        var entry = watering.Note(plant, Ada)!;

        _time.Advance(TimeSpan.FromMilliseconds(WateringNotes.Undoable));

        Assert.False(watering.Undo(plant, entry.Id, Ada));
        Assert.NotNull(watering.Last(plant));
    }

    [Fact]
    public async Task Note_OfATapThatCameLate_HasItsTimeAndIsThereOnce()
    {
        await using var gateway = await GatewayHost.StartedAsync(_time);
        var (watering, journal) = (gateway.Services.GetRequiredService<WateringNotes>(),
            gateway.Services.GetRequiredService<PlantJournal>());
        var plant = await PlantAsync(gateway);
        var at = journal.Now - (3 * 60 * 60 * 1000);

        var entry = watering.Note(plant, Ada, at)!;

        Assert.Equal(at, entry.At);
        Assert.Equal(entry, watering.Note(plant, Ada, at));
        Assert.NotEqual(entry, watering.Note(plant, Ben, at));
        Assert.Equal(2, journal.Read(PlantJournal.Of(plant)).Count);
        Assert.Equal(journal.Now, watering.Note(plant, Ada, journal.Now + 1)!.At);
        Assert.Equal(journal.Now - (30L * 24 * 60 * 60 * 1000), watering.Note(plant, Ada, 0)!.At);
    }

    private static async Task<string> PlantAsync(GatewayHost gateway)
    {
        using var owner = gateway.SignedIn(TokenRole.Owner);
        using var answer = await owner.PostAsJsonAsync("/api/v1/plants", new { name = "Fern" }, Token);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString()!;
    }
}
