using System.Diagnostics;
using System.Text;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Alerts;

namespace PlantOps.Gateway.Tests.Assistants;

/// <summary>Every tool, for every role, on stores of every size: small answers that say what there is.</summary>
public sealed class ToolSizeTests
{
    private const int MaxBytes = 4096;

    private static readonly (string Tool, string Arguments)[] Calls =
    [
        ("plants_list", "{}"),
        ("plants_list", """{"order":"driest"}"""),
        ("plants_list", """{"search":"peace lilly 2"}"""),
        ("plant_get", """{"plant":"pl-00000000"}"""),
        ("plant_history", """{"plant":"pl-00000000","points":200}"""),
        ("plant_care", """{"plant":"pl-00000000"}"""),
        ("plant_journal", """{"plant":"pl-00000000","limit":50}"""),
        ("alerts_list", "{}"),
        ("alerts_list", """{"since":"2026-04-01T00:00:00Z"}"""),
        ("species_search", """{"text":"ficus"}"""),
        ("species_get", """{"species":"monstera-deliciosa"}"""),
        ("plant_note", """{"plant":"pl-00000000","kind":"watered","amount_ml":200}"""),
        ("alert_acknowledge", """{"alert":"pl-00000000"}"""),
        ("alert_snooze", """{"alert":"pl-00000000","hours":2}"""),
    ];

    private static readonly string[] OfOnePlant = ["plant_get", "plant_history", "plant_care", "plant_journal", "plant_note",
        "alert_acknowledge", "alert_snooze"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task Call_OfEveryToolByEveryRole_IsSmall(int plants)
    {
        await using var garden = await AssistantGarden.With(plants);
        for (var i = 0; i < Math.Min(plants, 60); i++)
            garden.Raise(AssistantGarden.IdOf(i), i % 2 == 0 ? AlertSeverity.Warning : AlertSeverity.Critical);
        if (plants > 0) Fill(garden);

        foreach (var role in Enum.GetValues<TokenRole>())
        {
            using var client = garden.As(role);
            var shown = await client.Tools();
            foreach (var (tool, arguments) in Calls.Where(call => shown.Contains(call.Tool)))
            {
                var started = Stopwatch.GetTimestamp();
                var (text, isError) = await client.Call(tool, arguments);
                var elapsed = Stopwatch.GetElapsedTime(started);
                var bytes = Encoding.UTF8.GetByteCount(text);
                TestContext.Current.TestOutputHelper?.WriteLine(
                    $"{plants} plants, {role}, {tool} {arguments}: {bytes} bytes, {elapsed.TotalMilliseconds:0.0} ms");
                Assert.True(bytes <= MaxBytes, $"{tool}: {bytes} bytes");
                Assert.True(isError == (plants == 0 && OfOnePlant.Contains(tool)), $"{tool}: {text}");
            }
        }
    }

    [Fact]
    public async Task List_OfManyPlants_GoesOnUntilAllWereThere()
    {
        await using var garden = await AssistantGarden.With(130);
        using var client = garden.As(TokenRole.Viewer);
        var seen = new List<string>();

        for (string? after = "0"; after is not null;)
        {
            var page = await client.Answer("plants_list", $$"""{"after":"{{after}}"}""");
            seen.AddRange(page.GetProperty("plants").EnumerateArray().Select(plant => plant.GetProperty("id").GetString()!));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        Assert.Equal(130, seen.Distinct().Count());
        Assert.Equal(130, seen.Count);
    }

    [Fact]
    public async Task Journal_OfManyEntries_GoesOnUntilAllWereThere()
    {
        await using var garden = await AssistantGarden.With(1);
        for (var i = 0; i < 75; i++) garden.Note(AssistantGarden.First, $"Entry {i}");
        using var client = garden.As(TokenRole.Viewer);
        var seen = new List<string>();

        for (var (after, more) = (string.Empty, true); more;)
        {
            var page = await client.Answer("plant_journal", $$"""{"plant":"Fern 0","limit":20,"after":"{{after}}"}""");
            seen.AddRange(page.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("id").GetString()!));
            if (more = page.TryGetProperty("next", out var next)) after = next.GetString()!;
        }

        Assert.Equal((75, 75), (seen.Count, seen.Distinct().Count()));
    }

    [Fact]
    public async Task Alerts_OfManyPlants_GoOnUntilAllWereThere()
    {
        await using var garden = await AssistantGarden.With(40);
        for (var i = 0; i < 40; i++) garden.Raise(AssistantGarden.IdOf(i));
        using var client = garden.As(TokenRole.Viewer);
        var seen = new List<string>();

        for (var (after, more) = (string.Empty, true); more;)
        {
            var page = await client.Answer("alerts_list", $$"""{"after":"{{after}}"}""");
            seen.AddRange(page.GetProperty("alerts").EnumerateArray().Select(alert => alert.GetProperty("id").GetString()!));
            if (more = page.TryGetProperty("next", out var next)) after = next.GetString()!;
        }

        Assert.Equal((40, 40), (seen.Count, seen.Distinct().Count()));
    }

    // Text as long as it may be, and a reading a minute for a week.
    private static void Fill(AssistantGarden garden)
    {
        for (var i = 0; i < 12; i++) garden.Note(AssistantGarden.First, new string('ß', 2000));
        var device = garden.Watch(AssistantGarden.First);
        garden.Measure(device,
            [.. Enumerable.Range(0, 7 * 24 * 60).Select(minute => (garden.Now - (minute * 60_000L), 40 + (minute / 500.0)))
                .Reverse()]);
    }
}
