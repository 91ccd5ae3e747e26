using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;

namespace PlantOps.Gateway.Tests.Assistants;

/// <summary>An MCP client as small as it can be: a message there, and what comes back.</summary>
internal static class McpClient
{
    public const string Path = "/mcp";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static HttpRequestMessage Request(string method, string parameters = "{}", string path = Path)
    {
        var message = $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""";
        var request = new HttpRequestMessage(
            HttpMethod.Post, path) { Content = new StringContent(message, Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        return request;
    }

    /// <summary>The answer: with <c>result</c>, or with <c>error</c>.</summary>
    public static async Task<JsonElement> Ask(this HttpClient client, string method, string parameters = "{}", string path = Path)
    {
        using var request = Request(method, parameters, path);
        using var response = await client.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await using var stream = await response.Content.ReadAsStreamAsync(Token);
        await foreach (var message in SseParser.Create(stream).EnumerateAsync(Token)) return JsonElement.Parse(message.Data);
        throw new InvalidOperationException("There is no answer.");
    }

    public static async Task<IReadOnlyList<string>> Tools(this HttpClient client, string path = Path)
    {
        var answer = await client.Ask("tools/list", path: path);
        return [.. answer.GetProperty("result").GetProperty("tools").EnumerateArray()
            .Select(tool => tool.GetProperty("name").GetString()!)];
    }

    /// <summary>What a tool answers, as text, and whether that is a refusal.</summary>
    public static async Task<(string Text, bool IsError)> Call(
        this HttpClient client, string tool, string arguments = "{}", string path = Path)
    {
        var answer = await client.Ask("tools/call", $$"""{"name":"{{tool}}","arguments":{{arguments}}}""", path);
        Assert.True(answer.TryGetProperty("result", out var result), answer.ToString());
        var isError = result.TryGetProperty("isError", out var error) && error.GetBoolean();
        return (result.GetProperty("content")[0].GetProperty("text").GetString()!, isError);
    }

    /// <summary>What a tool answers where it does what it is asked for.</summary>
    public static async Task<JsonElement> Answer(this HttpClient client, string tool, string arguments = "{}", string path = Path)
    {
        var (text, isError) = await client.Call(tool, arguments, path);
        Assert.False(isError, text);
        return JsonElement.Parse(text);
    }
}
