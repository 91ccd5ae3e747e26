using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using FinishReason = Microsoft.Extensions.AI.ChatFinishReason;

namespace PlantOps.Gateway.Assistants.Models;

/// <summary>
/// OpenAI, and every server that speaks its Chat Completions: Ollama, llama.cpp, LM Studio, vLLM. Through OpenAI's own package,
/// whose
/// retries are off: whoever asks counts what it costs.
/// </summary>
/// <param name="client">Asks the model.</param>
internal sealed class OpenAiChat(ChatClient client) : IChatClient
{
    /// <param name="http">Asks; its timeout counts until the answer begins.</param>
    /// <param name="address">Of the provider, with its version: <c>https://api.openai.com/v1</c>.</param>
    /// <param name="key">Lets us in there; servers at home want none, and any will do.</param>
    /// <param name="model">Which model answers.</param>
    public static OpenAiChat At(HttpClient http, Uri address, string key, string model)
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = address, RetryPolicy = new ClientRetryPolicy(0), Transport = new HttpClientPipelineTransport(http),
        };
        options.AddPolicy(new AnswerLimit(), PipelinePosition.BeforeTransport);
        return new(new ChatClient(model, new ApiKeyCredential(key), options));
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <exception cref="ModelException">It refused, broke off, or sent what is none of its updates.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (said, wanted) = (OpenAiConversation.Of(messages), OpenAiConversation.Of(options));
        var asked = client.CompleteChatStreamingAsync(said, wanted, cancellationToken);
        var reading = new Reading();
        await using var updates = asked.GetAsyncEnumerator(cancellationToken);
        while (await Next(updates, cancellationToken) is { } update)
        {
            foreach (var part in reading.Take(update)) yield return part;
        }

        yield return reading.End();
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <summary>The client is its owner's.</summary>
    public void Dispose()
    {
    }

    private static async Task<StreamingChatCompletionUpdate?> Next(
        IAsyncEnumerator<StreamingChatCompletionUpdate> updates, CancellationToken cancellationToken)
    {
        try
        {
            return await updates.MoveNextAsync() ? updates.Current : null;
        }
        catch (ClientResultException exception)
        {
            if (exception is { Status: 0, InnerException: HttpRequestException inner }) throw ModelException.Of(inner);
            HttpStatusCode? status = exception.Status == 0 ? null : (HttpStatusCode)exception.Status;
            throw new ModelException(ReasonOf(exception), status, WaitOf(exception));
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw new ModelException($"The answer broke off: {exception.Message}");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or ArgumentException && !cancellationToken.IsCancellationRequested)
        {
            throw new ModelException("The answer has an update that cannot be read.");
        }
    }

    private static string ReasonOf(ClientResultException exception)
    {
        var lines = exception.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length > 1 ? lines[^1] : exception.Message;
    }

    private static TimeSpan? WaitOf(ClientResultException exception) =>
        exception.GetRawResponse()?.Headers.TryGetValue("retry-after", out var text) == true
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>One answer, update by update.</summary>
    private sealed class Reading
    {
        /// <summary>Of the arguments of one call; no tool takes so many.</summary>
        private const int MaxArguments = 64 * 1024;

        private readonly SortedDictionary<int, (string Id, string Name, StringBuilder Json)> _calls = [];
        private ChatTokenUsage? _usage;
        private FinishReason? _finish;

        public IEnumerable<ChatResponseUpdate> Take(StreamingChatCompletionUpdate update)
        {
            _usage = update.Usage ?? _usage;
            if (update.FinishReason is { } finish) _finish = FinishOf(finish);
            foreach (var call in update.ToolCallUpdates) Take(call);
            return update.ContentUpdate.Where(part => part.Text is { Length: > 0 })
                .Select(part => new ChatResponseUpdate(ChatRole.Assistant, part.Text));
        }

        /// <summary>The calls, which are whole now, and what it cost.</summary>
        public ChatResponseUpdate End()
        {
            if (_finish is null) throw new ModelException("The answer broke off.");
            List<AIContent> contents = [.. _calls.Values.Select(call => Call(call.Id, call.Name, call.Json.ToString()))];
            if (_usage is { } usage)
            {
                contents.Add(new UsageContent(new UsageDetails
                {
                    InputTokenCount = usage.InputTokenCount,
                    OutputTokenCount = usage.OutputTokenCount,
                    TotalTokenCount = usage.TotalTokenCount,
                }));
            }

            return new ChatResponseUpdate(ChatRole.Assistant, contents) { FinishReason = _finish };
        }

        private void Take(StreamingChatToolCallUpdate update)
        {
            if (!_calls.TryGetValue(update.Index, out var call))
                _calls[update.Index] = call = (update.ToolCallId, update.FunctionName, new StringBuilder());
            if (update.FunctionArgumentsUpdate is { } part) call.Json.Append(part.ToString());
            if (call.Json.Length > MaxArguments) throw new ModelException("The arguments of a call are too long.");
        }

        private static FunctionCallContent Call(string id, string name, string json)
        {
            try
            {
                using var arguments = JsonDocument.Parse(json.Length == 0 ? "{}" : json);
                var named = arguments.RootElement.EnumerateObject()
                    .ToDictionary(one => one.Name, one => (object?)one.Value.Clone());
                return new FunctionCallContent(id, name, named);
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
            {
                throw new ModelException("The arguments of a call cannot be read.");
            }
        }

        private static FinishReason FinishOf(OpenAI.Chat.ChatFinishReason reason) => reason switch
        {
            OpenAI.Chat.ChatFinishReason.ToolCalls => FinishReason.ToolCalls,
            OpenAI.Chat.ChatFinishReason.Length => FinishReason.Length,
            OpenAI.Chat.ChatFinishReason.ContentFilter => FinishReason.ContentFilter,
            _ => FinishReason.Stop,
        };
    }
}
