using System.Text.Json;
using PlantOps.Gateway.Assistants.Mcp;
using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Assistants;

public sealed class StdioBridgeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_WithASessionOfMessages_AnswersEachOnALine()
    {
        await using var garden = await AssistantGarden.With(1);

        var answers = await Run(
            garden.Gateway.DataDirectory,
            """{"jsonrpc":"2.0","id":"a","method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""",
            """{"jsonrpc":"2.0","method":"notifications/initialized"}""",
            string.Empty,
            """{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"plant_get","arguments":{"plant":"Fern"}}}""",
            """{"jsonrpc":"2.0","id":8,"method":"ping"}""");

        Assert.Equal(["\"a\"", "7", "8"],
            answers.Select(answer => answer.GetProperty("id").GetRawText()).OrderByDescending(id => id[0] == '"')
                .ThenBy(id => id));
        Assert.All(answers, answer => Assert.True(answer.TryGetProperty("result", out _), answer.ToString()));
    }

    [Fact]
    public async Task Run_InAVersionWithoutHandshake_Answers()
    {
        await using var garden = await AssistantGarden.With(1);

        var answers = await Run(
            garden.Gateway.DataDirectory,
            """
            {"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},"io.modelcontextprotocol/clientInfo":{"name":"t","version":"1"}}}}
            """);

        Assert.Equal(8, Assert.Single(answers).GetProperty("result").GetProperty("tools").GetArrayLength());
    }

    [Fact]
    public async Task Run_WithLinesThatAreNoMessages_SaysSoAndGoesOn()
    {
        await using var garden = await AssistantGarden.With(0);

        var answers = await Run(
            garden.Gateway.DataDirectory,
            "no JSON",
            "[1]",
            $$"""{"jsonrpc":"2.0","id":1,"method":"{{new string('x', 70_000)}}"}""",
            """{"jsonrpc":"2.0","id":2,"method":"no/such"}""",
            """{"jsonrpc":"2.0","id":3,"method":"ping"}""");

        Assert.Contains(answers, answer => answer.GetProperty("id").ValueKind == JsonValueKind.Null && Code(answer) == -32700);
        Assert.Equal(-32603, Code(answers.Single(answer => Id(answer) == 1)));
        Assert.Equal(-32601, Code(answers.Single(answer => Id(answer) == 2)));
        Assert.True(answers.Single(answer => Id(answer) == 3).TryGetProperty("result", out _));

        static int? Id(JsonElement answer) =>
            answer.GetProperty("id") is { ValueKind: JsonValueKind.Number } id ? id.GetInt32() : null;
        static int Code(JsonElement answer) =>
            answer.TryGetProperty("error", out var error) ? error.GetProperty("code").GetInt32() : 0;
    }

    [Fact]
    public async Task Run_WithNoGateway_AnswersWithTheReason()
    {
        using var directory = new TemporaryDirectory();

        var answers = await Run(directory.Path, """{"jsonrpc":"2.0","id":1,"method":"ping"}""");

        Assert.Contains("No gateway is running", Assert.Single(answers).GetProperty("error").GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<JsonElement>> Run(string directory, params string[] lines)
    {
        using var gateway = new LocalGateway(directory);
        await using var output = new StringWriter();
        using var input = new StringReader(string.Join('\n', lines.Select(line => line.Trim())));
        using var bridge = new StdioBridge(gateway, McpEndpoints.LocalPath, output);
        await bridge.Run(input, Token);
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }
}
