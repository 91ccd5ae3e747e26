using System.Net;
using System.Text.Json;
using Microsoft.Extensions.AI;
using PlantOps.Gateway.Assistants.Models;

namespace PlantOps.Gateway.Tests.Assistants.Models;

/// <summary>What every way to a model must do, whoever's it is.</summary>
public abstract class ChatContract
{
    private static readonly AIFunctionDeclaration Tool = AIFunctionFactory.CreateDeclaration(
        "plant_get", "One plant.",
        JsonElement.Parse("""{"type":"object","properties":{"plant":{"type":"string"}},"required":["plant"]}"""));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_WithATool_CallsItAndAnswersByWhatItSaid()
    {
        await using var peer = await ModelPeer.StartedAsync();
        using var chat = At(peer.Http, peer.Address);
        var options = new ChatOptions { Tools = [Tool], MaxOutputTokens = 200 };
        List<ChatMessage> said = [new(ChatRole.System, "You advise on plants."), new(ChatRole.User, "how dry is it?")];

        var asked = await chat.GetResponseAsync(said, options, Token);
        var call = Assert.Single(asked.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        said.AddRange(asked.Messages);
        said.Add(
            new ChatMessage(
                ChatRole.Tool, [new FunctionResultContent(call.CallId, JsonElement.Parse("""{"soil_moisture":12.3}"""))]));
        var answered = await chat.GetResponseAsync(said, options, Token);

        Assert.Equal(("plant_get", "Fern"), (call.Name, ((JsonElement)call.Arguments!["plant"]!).GetString()));
        Assert.Equal(ChatFinishReason.ToolCalls, asked.FinishReason);
        Assert.Equal("It is dry: water it today, and look again tomorrow.", answered.Text);
        Assert.Equal(ChatFinishReason.Stop, answered.FinishReason);
        Assert.Equal((400L, 60L), (answered.Usage?.InputTokenCount, answered.Usage?.OutputTokenCount));
        Assert.Contains("12.3", (await peer.JournalAsync()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_AsItIsSaid_ComesInParts()
    {
        await using var peer = await ModelPeer.StartedAsync();
        using var chat = At(peer.Http, peer.Address);
        List<ChatMessage> said =
        [
            new(ChatRole.User, "how dry is it?"),
            new(ChatRole.Assistant,
                [new FunctionCallContent("call_1", "plant_get", new Dictionary<string, object?> { ["plant"] = "Fern" })]),
            new(ChatRole.Tool, [new FunctionResultContent("call_1", "12.3 %")]),
        ];
        var parts = new List<string>();

        await foreach (var update in chat.GetStreamingResponseAsync(said, new ChatOptions { Tools = [Tool] }, Token))
            parts.Add(update.Text);

        Assert.True(parts.Count(part => part.Length > 0) > 1);
        Assert.Equal("It is dry: water it today, and look again tomorrow.", string.Concat(parts));
    }

    [Fact]
    public async Task Ask_WithAPicture_SendsItsBytes()
    {
        await using var peer = await ModelPeer.StartedAsync();
        using var recorder = new Recorder { InnerHandler = new SocketsHttpHandler() };
        using var http = new HttpClient(recorder);
        using var chat = At(http, peer.Address);
        var picture = "JPEGDATA"u8.ToArray();
        ChatMessage said = new(ChatRole.User, [new TextContent("what do you see"), new DataContent(picture, "image/jpeg")]);

        var answered = await chat.GetResponseAsync([said], null, Token);

        Assert.Equal("""{"findings":["spots"]}""", answered.Text);
        Assert.Contains("what do you see", (await peer.JournalAsync()).ToString(), StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(picture), recorder.Sent, StringComparison.Ordinal);
        Assert.Contains("image/jpeg", recorder.Sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("limit me", 429, true)]
    [InlineData("bad key", 401, false)]
    [InlineData("overload", 529, true)]
    public async Task Ask_ThatIsRefused_SaysWhyAndAsksOnce(string text, int status, bool isPassing)
    {
        await using var peer = await ModelPeer.StartedAsync();
        using var chat = At(peer.Http, peer.Address);

        var refused =
            await Assert.ThrowsAsync<ModelException>(() => chat.GetResponseAsync([new(ChatRole.User, text)], null, Token));

        Assert.Equal(((HttpStatusCode?)status, isPassing), (refused.Status, refused.IsPassing));
        Assert.Equal(status == 429 ? TimeSpan.FromSeconds(1) : null, refused.RetryAfter);
        Assert.DoesNotContain("sk-secret", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, (await peer.JournalAsync()).GetArrayLength());
    }

    [Fact]
    public async Task Ask_ThatBreaksOff_IsNoAnswer()
    {
        await using var peer = await ModelPeer.StartedAsync();
        using var chat = At(peer.Http, peer.Address);

        var broken =
            await Assert.ThrowsAsync<ModelException>(() => chat.GetResponseAsync([new(ChatRole.User, "cut me")], null, Token));

        Assert.True(broken.IsPassing);
    }

    [Theory]
    [InlineData("--chaos-malformed")]
    [InlineData("--chaos-disconnect")]
    [InlineData("--chaos-drop")]
    [InlineData("--chaos-ratelimit")]
    public async Task Ask_OfWhoIsNotWell_IsNoAnswer(string how)
    {
        await using var peer = await ModelPeer.StartedAsync(how, "1");
        using var chat = At(peer.Http, peer.Address);

        var broken =
            await Assert.ThrowsAsync<ModelException>(() => chat.GetResponseAsync([new(ChatRole.User, "how dry")], null, Token));

        Assert.True(broken.IsPassing, broken.Message);
    }

    [Fact]
    public async Task Ask_WhereNobodyIs_SaysSo()
    {
        using var http = new HttpClient();
        using var chat = At(http, new Uri("http://127.0.0.1:9"));

        await Assert.ThrowsAsync<ModelException>(() => chat.GetResponseAsync([new(ChatRole.User, "hello")], null, Token));
    }

    protected abstract IChatClient At(HttpClient http, Uri address);

    /// <summary>Keeps what was sent: not every peer tells of pictures.</summary>
    private sealed class Recorder : DelegatingHandler
    {
        public string Sent { get; private set; } = string.Empty;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.LoadIntoBufferAsync(cancellationToken);
            Sent = await request.Content.ReadAsStringAsync(cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}

public sealed class AnthropicChatTests : ChatContract
{
    protected override IChatClient At(HttpClient http, Uri address) => new AnthropicChat(http, address, "sk-secret", "a-model");
}

public sealed class OpenAiChatTests : ChatContract
{
    protected override IChatClient At(HttpClient http, Uri address) =>
        OpenAiChat.At(http, new Uri(address, "/v1"), "sk-secret", "a-model");
}
