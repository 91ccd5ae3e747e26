using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace PlantOps.Gateway.Assistants.Models;

/// <summary>A conversation as Anthropic's Messages API takes it.</summary>
internal static class AnthropicBody
{
    private const int DefaultMaxTokens = 1024;

    public static HttpContent Of(IReadOnlyList<ChatMessage> messages, ChatOptions? options, string model)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            json.WriteNumber("max_tokens", options?.MaxOutputTokens ?? DefaultMaxTokens);
            json.WriteBoolean("stream", true);
            var rules = messages.Where(message => message.Role == ChatRole.System).Select(message => message.Text);
            var system = string.Join("\n\n", rules);
            if (system.Length > 0) json.WriteString("system", system);
            Write(json, messages);
            if (options?.Tools is { Count: > 0 } tools) Write(json, tools);
            if (options?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema }) Write(json, schema);
            json.WriteEndObject();
        }

        var body = new ByteArrayContent(buffer.ToArray());
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return body;
    }

    // What tools answered is said by the user.
    private static void Write(Utf8JsonWriter json, IReadOnlyList<ChatMessage> messages)
    {
        json.WriteStartArray("messages");
        foreach (var message in messages.Where(message => message.Role != ChatRole.System))
        {
            json.WriteStartObject();
            json.WriteString("role", message.Role == ChatRole.Assistant ? "assistant" : "user");
            json.WriteStartArray("content");
            foreach (var content in message.Contents) Write(json, content);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, IList<AITool> tools)
    {
        json.WriteStartArray("tools");
        foreach (var tool in tools.OfType<AIFunctionDeclaration>())
        {
            json.WriteStartObject();
            json.WriteString("name", tool.Name);
            json.WriteString("description", tool.Description);
            json.WritePropertyName("input_schema");
            tool.JsonSchema.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, JsonElement schema)
    {
        json.WriteStartObject("output_config");
        json.WriteStartObject("format");
        json.WriteString("type", "json_schema");
        json.WritePropertyName("schema");
        schema.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AIContent content)
    {
        switch (content)
        {
            case TextContent text:
                json.WriteStartObject();
                json.WriteString("type", "text");
                json.WriteString("text", text.Text);
                json.WriteEndObject();
                break;
            case DataContent picture when picture.HasTopLevelMediaType("image"):
                json.WriteStartObject();
                json.WriteString("type", "image");
                json.WriteStartObject("source");
                json.WriteString("type", "base64");
                json.WriteString("media_type", picture.MediaType);
                json.WriteBase64String("data", picture.Data.Span);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case FunctionCallContent call:
                json.WriteStartObject();
                json.WriteString("type", "tool_use");
                json.WriteString("id", call.CallId);
                json.WriteString("name", call.Name);
                json.WriteStartObject("input");
                foreach (var (name, value) in call.Arguments ?? new Dictionary<string, object?>()) Write(json, name, value);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case FunctionResultContent result:
                json.WriteStartObject();
                json.WriteString("type", "tool_result");
                json.WriteString("tool_use_id", result.CallId);
                var said = result.Result is JsonElement element ? element.GetRawText() : result.Result?.ToString();
                json.WriteString("content", said);
                json.WriteEndObject();
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        if (value is JsonElement element) element.WriteTo(json);
        else json.WriteStringValue(value?.ToString());
    }
}
