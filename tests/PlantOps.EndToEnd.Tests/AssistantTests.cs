using System.Text;
using System.Text.Json;
using PlantOps.EndToEnd.Tests.Clients;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests;

/// <summary>Assistants at the program as users have it: what is missing in native code shows only when it is called.</summary>
public sealed class AssistantTests
{
    private static readonly string[] Reading =
    [
        "alerts_list", "plant_care", "plant_get", "plant_history", "plant_journal", "plants_list", "species_get",
        "species_search", ];

    private static readonly string[] Writing = ["alert_acknowledge", "alert_snooze", "plant_note"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mcp_EveryToolResourceAndPrompt_Answers()
    {
        await using var gateway = await GatewayProcess.StartedAsync();
        var plant = await AddPlantAsync(gateway);
        string[] messages =
        [
            Message(1, "initialize",
                """{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}"""),
            Message(2, "tools/list", "{}"),
            Message(3, "resources/list", "{}"),
            Message(4, "resources/templates/list", "{}"),
            Message(5, "resources/read", $$"""{"uri":"plantops://plants/{{plant}}"}"""),
            Message(6, "resources/read", """{"uri":"plantops://species/monstera-deliciosa"}"""),
            Message(7, "prompts/list", "{}"),
            Message(8, "prompts/get", """{"name":"morning-round"}"""),
            Message(9, "prompts/get", """{"name":"why-does-it-look-sick","arguments":{"plant":"Fern"}}"""),
            Call(10, "plants_list", """{"state":"attention","order":"driest","search":"fern","after":"0"}"""),
            Call(11, "plant_get", """{"plant":"fren"}"""),
            Call(12, "plant_history",
                """{"plant":"Fern","metric":"temperature","from":"2026-01-01T00:00:00Z","to":"2026-02-01T00:00:00Z","points":20}"""),
            Call(13, "plant_care", """{"plant":"Fern"}"""),
            Call(14, "plant_journal", """{"plant":"Fern","limit":3}"""),
            Call(15, "alerts_list", """{"open":false,"since":"2026-01-01T00:00:00Z","plant":"Fern"}"""),
            Call(16, "species_search", """{"text":"peace lilly"}"""),
            Call(17, "species_get", """{"species":"monstera-deliciosa"}"""),
            Call(18, "plant_note",
                """{"plant":"Fern","kind":"watered","text":"rain","amount_ml":200,"at":"2026-01-01T00:00:00Z"}"""),
            Call(19, "alert_acknowledge", """{"alert":"Fern"}"""),
            Call(20, "alert_snooze", """{"alert":"Fern","hours":1.5}"""),
            Call(21, "no_such_tool", "{}"),
        ];

        var ended = await Finished.RunAsync(
            Repository.Program, ["mcp", "--allow-changes", "--DataDirectory", gateway.DataDirectory],
            string.Join('\n', messages) + "\n");

        Assert.Equal(0, ended.ExitCode);
        var answers = ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))
            .ToDictionary(answer => answer.GetProperty("id").GetInt32());
        Assert.Equal(messages.Length, answers.Count);
        Assert.Equal([.. Reading.Concat(Writing).Order()], Names(answers[2].GetProperty("result").GetProperty("tools")));
        for (var id = 1; id <= 18; id++) Assert.False(IsRefused(answers[id]), answers[id].ToString());
        // There is no alert: they say so, which is all that they can.
        for (var id = 19; id <= 20; id++) Assert.Contains("Nothing goes on", answers[id].ToString(), StringComparison.Ordinal);
        Assert.Equal(-32602, answers[21].GetProperty("error").GetProperty("code").GetInt32());
        var audit = await gateway.CommandAsync("audit", "list", "--json");
        Assert.Contains("journal.add", audit.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mcp_OverTheNetwork_AnswersByTheTokensRole()
    {
        await using var gateway = await GatewayProcess.StartedAsync();
        await AddPlantAsync(gateway);

        foreach (var (role, tools) in new[] { ("viewer", Reading), ("waters", [.. Reading, .. Writing]) })
        {
            using var client = gateway.CreateHttps();
            using var listed = await PostAsync(client, await TokenAsync(gateway, role), Message(1, "tools/list", "{}"));
            Assert.Equal([.. tools.Order()], Names(listed.RootElement.GetProperty("result").GetProperty("tools")));
            using var got =
                await PostAsync(client, await TokenAsync(gateway, role), Call(2, "plant_get", """{"plant":"Fern"}"""));
            Assert.False(IsRefused(got.RootElement), got.RootElement.ToString());
        }
    }

    [Fact]
    public async Task Inspector_OverHttpAndStandardInput_FindsTheSameTools()
    {
        McpTools.Need();
        await using var gateway = await GatewayProcess.StartedAsync();
        await AddPlantAsync(gateway);
        var token = await TokenAsync(gateway, "viewer");
        string[] http = [$"{gateway.Https}mcp", "--transport", "http", "--header", $"Authorization: Bearer {token}"];
        string[] stdio = [Repository.Program, "mcp", "--DataDirectory", gateway.DataDirectory];

        foreach (var server in new[] { http, stdio })
        {
            var tools = await McpTools.InspectAsync(gateway.CaFile, [.. server, "--method", "tools/list", "--strict"]);
            Assert.True(tools.ExitCode == 0, tools.Error + tools.Output);
            Assert.Equal(Reading, Names(JsonElement.Parse(tools.Output).GetProperty("tools")));
            var plants =
                await McpTools.InspectAsync(gateway.CaFile, [.. server, "--method", "tools/call", "--tool-name", "plants_list"]);
            Assert.True(plants.ExitCode == 0, plants.Error + plants.Output);
            Assert.Equal(1, JsonElement.Parse(plants.Output).GetProperty("structuredContent").GetProperty("total").GetInt32());
        }
    }

    [Fact]
    public async Task Conformance_OfTheProtocolsOwnSuite_FailsOnlyWhereItNeedsToolsOfItsOwn()
    {
        McpTools.Need();
        await using var gateway = await GatewayProcess.StartedAsync();

        var ended = await McpTools.ConformAsync(
            gateway, await TokenAsync(gateway, "owner"), Path.Combine(Repository.Root, "tests/mcp/expected-failures.yml"));

        Assert.True(ended.ExitCode == 0, ended.Output + ended.Error);
    }

    private static string Message(int id, string method, string parameters) =>
        $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""";

    private static string Call(int id, string tool, string arguments) =>
        Message(id, "tools/call", $$"""{"name":"{{tool}}","arguments":{{arguments}}}""");

    private static bool IsRefused(JsonElement answer) => !answer.TryGetProperty("result", out var result)
        || (result.TryGetProperty("isError", out var error) && error.GetBoolean());

    private static IEnumerable<string> Names(JsonElement all) =>
        all.EnumerateArray().Select(one => one.GetProperty("name").GetString()!).Order();

    private static async Task<JsonDocument> PostAsync(HttpClient client, string token, string message)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, "/mcp") { Content = new StringContent(message, Encoding.UTF8, "application/json") };
        request.Headers.Add("Authorization", $"Bearer {token}");
        request.Headers.Add("Accept", "application/json, text/event-stream");
        using var response = await client.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        var data = text.Split('\n').Single(line => line.StartsWith("data: ", StringComparison.Ordinal));
        return JsonDocument.Parse(data["data: ".Length..]);
    }

    private static async Task<string> AddPlantAsync(GatewayProcess gateway) =>
        JsonElement.Parse((await gateway.CommandAsync("plant", "add", "Fern", "--json")).Output).GetProperty("id").GetString()!;

    private static async Task<string> TokenAsync(GatewayProcess gateway, string role) =>
        JsonElement.Parse((await gateway.CommandAsync("token", "create", role, "--role", role, "--json")).Output)
            .GetProperty("token").GetString()!;
}
