using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace PlantOps.Gateway.Assistants.Models;

/// <summary>
/// Anthropic's Messages API (version 2023-06-01) as it is over HTTP. Its own SDK does not run in native code
/// (anthropics/anthropic-sdk-csharp, 79).
/// </summary>
/// <param name="http">Asks; its timeout counts until the answer begins.</param>
/// <param name="address">Of the provider, without <c>/v1/messages</c>.</param>
/// <param name="key">Lets us in there.</param>
/// <param name="model">Which model answers.</param>
internal sealed class AnthropicChat(HttpClient http, Uri address, string key, string model) : IChatClient
{
    public const string Version = "2023-06-01";

    /// <summary>Bytes of a refusal that are read.</summary>
    private const int MaxReason = 16 * 1024;

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <exception cref="ModelException">It refused, broke off, or sent what is none of its events.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address.AbsoluteUri.TrimEnd('/') + "/v1/messages"));
        request.Content = AnthropicBody.Of([.. messages], options, model);
        request.Headers.Add("x-api-key", key);
        request.Headers.Add("anthropic-version", Version);
        using var answer = await Send(request, cancellationToken);
        await using var stream = AnswerLimit.On(await answer.Content.ReadAsStreamAsync(cancellationToken));
        var reading = new Reading();
        await using var events = SseParser.Create(stream).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await Next(events) is { } data)
        {
            if (reading.Take(data) is { } update) yield return update;
        }

        if (!reading.HasEnded) throw new ModelException("The answer broke off.");
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <summary>The client is its owner's.</summary>
    public void Dispose()
    {
    }

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw ModelException.Of(exception);
        }

        if (answer.IsSuccessStatusCode) return answer;
        using (answer)
        {
            var wait = answer.Headers.RetryAfter?.Delta;
            throw new ModelException(Reason(await Beginning(answer, cancellationToken)), answer.StatusCode, wait);
        }
    }

    private static async Task<string> Beginning(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var bytes = new byte[MaxReason];
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
            var length = await stream.ReadAtLeastAsync(bytes, MaxReason, throwOnEndOfStream: false, cancellationToken);
            return Encoding.UTF8.GetString(bytes, 0, length);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return string.Empty;
        }
    }

    private static async Task<string?> Next(IAsyncEnumerator<SseItem<string>> events)
    {
        try
        {
            return await events.MoveNextAsync() ? events.Current.Data : null;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw new ModelException($"The answer broke off: {exception.Message}");
        }
    }

    private static string Reason(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.GetProperty("error").GetProperty("message").GetString() ?? body;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return body.Length == 0 ? "It gave no reason." : body;
        }
    }

    /// <summary>One answer, event by event.</summary>
    private sealed class Reading
    {
        /// <summary>Of the arguments of one call; no tool takes so many.</summary>
        private const int MaxArguments = 64 * 1024;

        private readonly Dictionary<int, (string Id, string Name, StringBuilder Json)> _calls = [];
        private readonly UsageDetails _usage = new();

        /// <summary>Whether it came to its end.</summary>
        public bool HasEnded { get; private set; }

        public ChatResponseUpdate? Take(string data)
        {
            try
            {
                using var json = JsonDocument.Parse(data);
                return Take(json.RootElement);
            }
            catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException
                or FormatException or ArgumentException)
            {
                throw new ModelException("The answer has an event that cannot be read.");
            }
        }

        private ChatResponseUpdate? Take(JsonElement happened)
        {
            switch (happened.GetProperty("type").GetString())
            {
                case "message_start":
                    Count(happened.GetProperty("message").GetProperty("usage"));
                    return null;
                case "content_block_start":
                    Begin(happened.GetProperty("index").GetInt32(), happened.GetProperty("content_block"));
                    return null;
                case "content_block_delta":
                    return Go(happened.GetProperty("index").GetInt32(), happened.GetProperty("delta"));
                case "content_block_stop" when _calls.Remove(happened.GetProperty("index").GetInt32(), out var call):
                    return Says(new FunctionCallContent(call.Id, call.Name, Arguments(call.Json.ToString())));
                case "message_delta":
                    Count(happened.GetProperty("usage"));
                    HasEnded = true;
                    var reason = happened.GetProperty("delta").GetProperty("stop_reason").GetString();
                    var usage = new UsageContent(_usage);
                    return new ChatResponseUpdate(ChatRole.Assistant, [usage]) { FinishReason = Finish(reason) };
                case "error":
                    throw new ModelException(happened.GetProperty("error").GetProperty("message").GetString() ?? "It failed.");
                default:
                    return null;
            }
        }

        private void Begin(int index, JsonElement block)
        {
            if (block.GetProperty("type").GetString() != "tool_use") return;
            _calls[index] = (block.GetProperty("id").GetString()!, block.GetProperty("name").GetString()!, new StringBuilder());
        }

        private ChatResponseUpdate? Go(int index, JsonElement delta)
        {
            if (delta.TryGetProperty("text", out var text)) return Says(new TextContent(text.GetString()));
            if (!delta.TryGetProperty("partial_json", out var part) || !_calls.TryGetValue(index, out var call)) return null;
            call.Json.Append(part.GetString());
            return call.Json.Length <= MaxArguments ? null : throw new ModelException("The arguments of a call are too long.");
        }

        private static ChatResponseUpdate Says(AIContent content) => new(ChatRole.Assistant, [content]);

        private static Dictionary<string, object?> Arguments(string json)
        {
            using var arguments = JsonDocument.Parse(json.Length == 0 ? "{}" : json);
            return arguments.RootElement.EnumerateObject().ToDictionary(one => one.Name, one => (object?)one.Value.Clone());
        }

        private void Count(JsonElement usage)
        {
            if (usage.TryGetProperty("input_tokens", out var input)) _usage.InputTokenCount = input.GetInt64();
            if (usage.TryGetProperty("output_tokens", out var output)) _usage.OutputTokenCount = output.GetInt64();
            _usage.TotalTokenCount = (_usage.InputTokenCount ?? 0) + (_usage.OutputTokenCount ?? 0);
        }

        private static ChatFinishReason? Finish(string? reason) => reason switch
        {
            "tool_use" => ChatFinishReason.ToolCalls,
            "max_tokens" => ChatFinishReason.Length,
            "refusal" => ChatFinishReason.ContentFilter,
            _ => ChatFinishReason.Stop,
        };
    }
}
