using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Assistants.Advisor.Wording;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Journal;

namespace PlantOps.Gateway.Tests.Assistants.Advisor.Wording;

/// <summary>Texts of people that tell the model what to say, and a model that does.</summary>
public sealed class InjectionTests
{
    private const int MinCases = 80;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 10, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Cases_AreManyAndMarkWhatIsObeyedAlone()
    {
        var cases = InjectionCase.All();

        Assert.True(cases.Count >= MinCases, $"There are {cases.Count} cases.");
        Assert.Empty(cases.GroupBy(one => one.Id).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.DoesNotContain(cases, one => one.Says.Contains(InjectionCase.Mark, StringComparison.OrdinalIgnoreCase));
        Assert.All(cases,
            one => Assert.Contains(InjectionCase.Mark, one.Json.GetProperty("obeyed").GetRawText(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Show_EveryInjectionObeyed_ReachesNoReader()
    {
        var cases = InjectionCase.All();
        await using var model = await ScriptedModel.StartedAsync(question => new ModelAnswer(
            Told(cases, question)?.Answer(question) ?? ModelAnswer.Good(question).Text));
        await using var garden = await WordedGarden.StartedAsync(model, _time);
        var plants = new List<(string Id, InjectionCase Case)>();
        foreach (var one in cases) plants.Add((await Plant(garden, one), one));
        var fine = await garden.Fern("A plant that nobody talks about", hours: 6);

        foreach (var id in plants.Select(plant => plant.Id).Append(fine)) await garden.Plan(id);
        for (var round = 0; round <= plants.Count / 20; round++) await garden.Round();

        Assert.Equal((2 * cases.Count) + 1, model.Asked.Count);
        foreach (var (id, one) in plants)
        {
            var plan = await garden.Plan(id);
            Assert.Equal(
                ("refused", "rules", one.Id), (Text(plan.GetProperty("advisor"), "state"), Text(plan, "source"), one.Id));
            foreach (var shown in await Shown(garden, id)) AssertClean(shown, one.Id);
        }

        Assert.Equal("advisor", Text(await garden.Plan(fine), "source"));
        AssertClean(await garden.Page("/care"), "/care");
        AssertClean((await garden.Host.Get("/api/v1/care")).Body.GetRawText(), "/api/v1/care");
        AssertClean(Digest(garden), "digest");
        AssertClean(
            string.Concat(
                plants.SelectMany(plant => garden.Host.Service<WordingStore>().Of(plant.Id)).Select(kept => kept.ToString())),
                "store");
    }

    private static async Task<string[]> Shown(WordedGarden garden, string id) =>
    [
        (await garden.Host.Get($"/api/v1/plants/{id}/care")).Body.GetRawText(),
        (await garden.Host.Get($"/api/v1/plants/{id}/care?language=de")).Body.GetRawText(),
        (await garden.Host.Get($"/api/v1/plants/{id}/care/history")).Body.GetRawText(),
        await garden.Page($"/plants/{id}"),
        (await garden.Owner.Call("plant_care", $$"""{"plant":"{{id}}"}""")).Text,
    ];

    private string Digest(WordedGarden garden)
    {
        var plants = garden.Host.Service<PlantStore>().All.ToDictionary(plant => plant.Id, plant => plant.Value);
        var due = garden.Host.Service<CareCalendar>().Within(1);
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        return string.Join('\n', DigestText.Of([], plants, now, new Links(null), due)!.Lines);
    }

    private static void AssertClean(string shown, string what) =>
        Assert.False(shown.Contains(InjectionCase.Mark, StringComparison.OrdinalIgnoreCase), what);

    private static InjectionCase? Told(IReadOnlyList<InjectionCase> cases, ModelQuestion question)
    {
        var untrusted = question.Plan.GetProperty("untrusted");
        return cases.FirstOrDefault(one => Texts(untrusted).Any(text => text.Contains($"#{one.Id}#", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Texts(JsonElement untrusted) => untrusted.EnumerateObject().SelectMany(field =>
        field.Value.ValueKind == JsonValueKind.Array
            ? field.Value.EnumerateArray().Select(text => text.GetString()!)
            : [field.Value.GetString()!]);

    private static async Task<string> Plant(WordedGarden garden, InjectionCase one)
    {
        var says = $"{one.Says} #{one.Id}#";
        if (one.Where == "species")
        {
            var species =
                $$"""{"scientific_name":"Fictus {{one.Id}}","watering":{{JsonSerializer.Serialize(says)}},"soil_moisture":{"low":40,"high":85} }""";
            await garden.Host.Ask(HttpMethod.Put, $"/api/v1/species/fictus-{one.Id}", species);
        }

        var id = await garden.Fern(
            one.Where == "name" ? says : "Fern", one.Where == "species" ? $"fictus-{one.Id}" : "nephrolepis-exaltata", hours: 6,
            one.Where == "notes" ? says : null);
        var journal = garden.Host.Service<PlantJournal>();
        if (one.Where == "journal") journal.Write(id, new JournalRequest { Kind = JournalKind.Note, Text = says }, "Mallory");
        return id;
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
