using System.Net.Http.Headers;
using System.Text.Json;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Events;

/// <summary>An event as a client sees it.</summary>
internal sealed record SeenEvent(string Type, string Id, JsonElement Data);

/// <summary>A client of server-sent events.</summary>
internal sealed class EventListener : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly HttpClient _client;
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventListener(HttpClient client, HttpResponseMessage response, Stream body) =>
        (_client, _response, _lines) = (client, response, new StreamReader(body));

    /// <summary>The id to come back with.</summary>
    public string LastId { get; private set; } = string.Empty;

    public MediaTypeHeaderValue? ContentType => _response.Content.Headers.ContentType;

    /// <summary>Listens, and returns once the gateway knows of it.</summary>
    public static async Task<EventListener> StartedAsync(
        GatewayHost gateway, string token, string query = "", string? lastId = null)
    {
        var client = gateway.Https();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (lastId is not null) client.DefaultRequestHeaders.Add("Last-Event-ID", lastId);
        return await StartedAsync(client, query);
    }

    /// <summary>The same with a client that is signed in, which ends with the listener.</summary>
    public static async Task<EventListener> StartedAsync(HttpClient client, string query = "")
    {
        var response = await client.GetAsync(
            $"/api/v1/events{query}", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return new EventListener(
            client, response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The next event; <see langword="null"/> where the stream has ended.</summary>
    public async Task<SeenEvent?> Next()
    {
        while (true)
        {
            if (await Block() is not { } block) return null;
            if (block.TryGetValue("id", out var id)) LastId = id;
            if (block.TryGetValue("data", out var data))
                return new SeenEvent(block["event"], LastId, JsonDocument.Parse(data).RootElement);
        }
    }

    /// <summary>Waits for a comment and the id that comes with it.</summary>
    public async Task Comment()
    {
        while (await Block() is { } block)
        {
            if (block.TryGetValue("id", out var id)) LastId = id;
            if (block.ContainsKey(string.Empty)) return;
        }

        Assert.Fail("The stream has ended.");
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
        _client.Dispose();
    }

    // Lines up to an empty one, by the name before the colon; a comment has none.
    private async Task<Dictionary<string, string>?> Block()
    {
        var block = new Dictionary<string, string>();
        while (true)
        {
            var line = await _lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
            if (line is null) return null;
            if (line.Length == 0) return block;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            block[line[..colon]] = line[(colon + 1)..].Trim();
        }
    }
}
