using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using OpenAiMessage = OpenAI.Chat.ChatMessage;

namespace PlantOps.Gateway.Assistants.Models;

/// <summary>A conversation as OpenAI's package takes it.</summary>
internal static class OpenAiConversation
{
    public static IEnumerable<OpenAiMessage> Of(IEnumerable<ChatMessage> messages) => messages.SelectMany(Of);

    public static ChatCompletionOptions Of(ChatOptions? options)
    {
        var asked = new ChatCompletionOptions { MaxOutputTokenCount = options?.MaxOutputTokens };
        foreach (var tool in options?.Tools?.OfType<AIFunctionDeclaration>() ?? [])
            asked.Tools.Add(ChatTool.CreateFunctionTool(tool.Name, tool.Description, Data(tool.JsonSchema)));
        if (options?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } format)
        {
            asked.ResponseFormat = OpenAI.Chat.ChatResponseFormat.CreateJsonSchemaFormat(
                format.SchemaName ?? "answer", Data(schema), jsonSchemaIsStrict: true);
        }

        return asked;
    }

    private static IEnumerable<OpenAiMessage> Of(ChatMessage message)
    {
        if (message.Role == ChatRole.System)
        {
            yield return new SystemChatMessage(message.Text);
            yield break;
        }

        if (message.Role == ChatRole.Assistant)
        {
            yield return Said(message);
            yield break;
        }

        foreach (var result in message.Contents.OfType<FunctionResultContent>())
            yield return new ToolChatMessage(result.CallId, TextOf(result.Result));
        if (message.Contents.OfType<DataContent>().Any()) yield return new UserChatMessage(PartsOf(message));
        else if (message.Text.Length > 0) yield return new UserChatMessage(message.Text);
    }

    private static IEnumerable<ChatMessageContentPart> PartsOf(ChatMessage message)
    {
        foreach (var content in message.Contents)
        {
            if (content is TextContent { Text.Length: > 0 } text) yield return ChatMessageContentPart.CreateTextPart(text.Text);
            if (content is DataContent picture && picture.HasTopLevelMediaType("image"))
                yield return ChatMessageContentPart.CreateImagePart(BinaryData.FromBytes(picture.Data), picture.MediaType);
        }
    }

    private static AssistantChatMessage Said(ChatMessage message)
    {
        var calls = message.Contents.OfType<FunctionCallContent>()
            .Select(call => ChatToolCall.CreateFunctionToolCall(call.CallId, call.Name, Arguments(call.Arguments)))
            .ToList();
        if (calls.Count == 0) return new AssistantChatMessage(message.Text);
        var said = new AssistantChatMessage(calls);
        if (message.Text.Length > 0) said.Content.Add(ChatMessageContentPart.CreateTextPart(message.Text));
        return said;
    }

    private static BinaryData Arguments(IDictionary<string, object?>? arguments)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in arguments ?? new Dictionary<string, object?>())
            {
                json.WritePropertyName(name);
                if (value is JsonElement element) element.WriteTo(json);
                else json.WriteStringValue(value?.ToString());
            }

            json.WriteEndObject();
        }

        return BinaryData.FromBytes(buffer.ToArray());
    }

    private static string TextOf(object? result) =>
        result is JsonElement element ? element.GetRawText() : result?.ToString() ?? string.Empty;

    private static BinaryData Data(JsonElement schema) => BinaryData.FromString(schema.GetRawText());
}
