using System.Text.Json;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Assistants;

public sealed class McpResourcesTests
{
    [Fact]
    public async Task Resources_ReadByAddress_AreWhatToolsAnswer()
    {
        await using var garden = await AssistantGarden.With(60);
        using var client = garden.As(TokenRole.Viewer);

        var listed = (await client.Ask("resources/list")).GetProperty("result");
        var rest = (await client.Ask(
            "resources/list", $$"""{"cursor":"{{listed.GetProperty("nextCursor").GetString()}}"}""")).GetProperty("result");
        var plant = await Read($"plantops://plants/{AssistantGarden.First}");
        var species = await Read("plantops://species/monstera-deliciosa");
        var none = await client.Ask("resources/read", """{"uri":"plantops://plants/none"}""");

        Assert.Equal(
            (50, 10), (listed.GetProperty("resources").GetArrayLength(), rest.GetProperty("resources").GetArrayLength()));
        Assert.Equal(AssistantGarden.First, plant.GetProperty("id").GetString());
        Assert.Equal("built_in", species.GetProperty("origin").GetString());
        Assert.True(none.TryGetProperty("error", out _));

        async Task<JsonElement> Read(string uri) =>
            JsonElement.Parse((await client.Ask("resources/read", $$"""{"uri":"{{uri}}"}"""))
            .GetProperty("result").GetProperty("contents")[0].GetProperty("text").GetString()!);
    }

    [Fact]
    public async Task Prompts_Asked_NameThePlant()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.SignedIn();

        var listed = (await client.Ask("prompts/list")).GetProperty("result").GetProperty("prompts");
        var sick =
            await client.Ask("prompts/get", """{"name":"why-does-it-look-sick","arguments":{"plant":"Fern","seen":"spots"}}""");
        var round = await client.Ask("prompts/get", """{"name":"morning-round"}""");
        var without = await client.Ask("prompts/get", """{"name":"why-does-it-look-sick","arguments":{}}""");

        Assert.Equal(2, listed.GetArrayLength());
        Assert.Contains("\"Fern\" does not look well (spots)", Text(sick), StringComparison.Ordinal);
        Assert.Contains("plants_list", Text(round), StringComparison.Ordinal);
        Assert.Equal("plant is missing.", without.GetProperty("error").GetProperty("message").GetString());

        static string Text(JsonElement answer) =>
            answer.GetProperty("result").GetProperty("messages")[0].GetProperty("content").GetProperty("text").GetString()!;
    }

    [Theory]
    [InlineData(
        """{"type":"ref/prompt","name":"why-does-it-look-sick"},"argument":{"name":"plant","value":"monst"}""", "Monstera 1")]
    [InlineData(
        """{"type":"ref/resource","uri":"plantops://plants/{id}"},"argument":{"name":"id","value":"Basil"}""", "pl-00000004")]
    [InlineData("""{"type":"ref/resource","uri":"plantops://species/{id}"},"argument":{"name":"id","value":"monstera delic"}""",
        "monstera-deliciosa")]
    [InlineData("""{"type":"ref/prompt","name":"other"},"argument":{"name":"other","value":"x"}""", null)]
    public async Task Complete_OfWhatWasBegun_OffersWhatThereIs(string reference, string? first)
    {
        await using var garden = await AssistantGarden.With(5);
        using var client = garden.As(TokenRole.Viewer);

        var answer = await client.Ask("completion/complete", $$"""{"ref":{{reference}} }""");

        var values = answer.GetProperty("result").GetProperty("completion").GetProperty("values");
        if (first is null) Assert.Empty(values.EnumerateArray());
        else Assert.Equal(first, values[0].GetString());
    }
}
