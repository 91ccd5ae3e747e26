using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace PlantOps.Dashboard.Tests;

/// <summary>A server on this machine that speaks Chat Completions, and says what a page needs to be looked at.</summary>
internal sealed class TalkingModel : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _answering;

    public TalkingModel()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _answering = AnswerAsync();
    }

    public string Address { get; }

    /// <summary>Whether it refuses the key.</summary>
    public bool Refuses { get; set; }

    /// <summary>As an owner would set it up.</summary>
    public object Settings(int dayTokens = 10_000_000) => new
    {
        provider = "compatible", model = "talker", address = Address + "/v1", api_key = "sk-4711", photos = true,
        day_tokens = dayTokens, month_tokens = 10_000_000,
    };

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _answering;
    }

    private async Task AnswerAsync()
    {
        while (true)
        {
            HttpListenerContext asked;
            try
            {
                asked = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(asked.Request.InputStream);
            var text = Refuses ? null : Say(JsonNode.Parse(await reader.ReadToEndAsync())!);
            asked.Response.StatusCode = text is null ? 401 : 200;
            asked.Response.ContentType = text is null ? "application/json" : "text/event-stream";
            var body = text is null
                ? """{"error":{"message":"No such key."}}"""
                : $"data: {Chunk(text)}\n\ndata: {Usage}\n\ndata: [DONE]\n\n";
            await asked.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
            asked.Response.Close();
        }
    }

    private const string Usage =
        """{"id":"c","object":"chat.completion.chunk","created":1,"model":"talker","choices":[],"usage":{"prompt_tokens":900,"completion_tokens":60,"total_tokens":960}}""";

    private static string Chunk(string text) => new JsonObject
    {
        ["id"] = "c", ["object"] = "chat.completion.chunk", ["created"] = 1, ["model"] = "talker",
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0, ["delta"] = new JsonObject { ["role"] = "assistant", ["content"] = text }, ["finish_reason"] = "stop",
        }),
    }.ToJsonString();

    private static string Say(JsonNode request)
    {
        var content = request["messages"]!.AsArray().First(message => (string)message!["role"]! == "user")!["content"]!;
        if (content is JsonArray parts && parts.Any(part => (string)part!["type"]! == "image_url"))
            return """{"findings":["yellow_leaves","brown_tips","webs"]}""";
        var text = content is JsonArray texts ? (string)texts[0]!["text"]! : (string)content!;
        if (!text.StartsWith('{')) return "ready";
        var told = JsonNode.Parse(text)!;
        return told["question"] is null ? Wording(told) : new JsonObject
        {
            ["answer"] = $"Its soil is at {{{RefOf(told, "soil moisture")}}} and should be at least"
                + $" {{{RefOf(told, "soil moisture at least")}}}: its roots find no water there. Water it slowly, until some runs out below.",
            ["topics"] = new JsonArray("none"),
        }.ToJsonString();
    }

    private static string Wording(JsonNode plan) => new JsonObject
    {
        ["summary"] = "It is thirsty: its roots have used up what was in the soil.",
        ["items"] = new JsonArray([.. plan["items"]!.AsArray().Select(item => new JsonObject
        {
            ["candidate"] = (string)item!["candidate"]!,
            ["why"] = item["refs"]!.AsArray() is { Count: > 0 } refs
                ? $"Look at {{{(string)refs[0]!}}} : that is what it rests on, and what its leaves would tell you later."
                : "Nothing is measured that would tell more.",
        })]),
        ["questions"] = new JsonArray("Does water run out of its pot below?"),
    }.ToJsonString();

    private static string RefOf(JsonNode told, string label) =>
        (string)told["facts"]!.AsArray().First(fact => (string)fact!["label"]! == label)!["ref"]!;
}
