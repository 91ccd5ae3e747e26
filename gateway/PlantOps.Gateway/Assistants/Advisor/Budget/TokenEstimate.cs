using System.Text.Json;
using Microsoft.Extensions.AI;

namespace PlantOps.Gateway.Assistants.Advisor.Budget;

/// <summary>
/// How many tokens a provider may count of a request, at most. Tokenizers differ, and a third of the bytes, which is often
/// taken, is too little: of digits, Chinese or emoji a provider may count every byte. So every byte counts one, but a small
/// letter within a word, or a space behind one, half; one that tokenizers cut off counts whole again. Measured against six
/// tokenizers (o200k, cl100k, Claude, Llama 2 and 3, Mistral) and 34 kinds of text, from prose in twelve languages to noise,
/// no one counted more; of English prose it is about twice what they count. Once the answer is there, what was too much
/// comes back.
/// </summary>
internal static class TokenEstimate
{
    /// <summary>What marks a message, or a tool, as one.</summary>
    private const int EachPart = 16;

    /// <summary>What a provider says to its model about tools by itself.</summary>
    private const int AnyTools = 600;

    /// <summary>The same about the form of an answer.</summary>
    private const int AnySchema = 300;

    /// <summary>The largest picture at those who count by its size, whatever its bytes.</summary>
    private const int EachPicture = 5_000;

    /// <summary>In a row: no word has many more vowels, or consonants.</summary>
    private const int MaxAlike = 3;

    /// <param name="said">The conversation.</param>
    /// <param name="options">What goes with it; how long the answer may be.</param>
    public static TokenCount Of(IEnumerable<ChatMessage> said, ChatOptions options)
    {
        long input = EachPart;
        foreach (var message in said) input += EachPart + message.Contents.Sum(Of);
        if (options.Instructions is { } instructions) input += EachPart + Of(instructions);
        var tools = options.Tools?.OfType<AIFunctionDeclaration>().ToList() ?? [];
        if (tools.Count > 0) input += AnyTools;
        input += tools.Sum(tool => EachPart + Of(tool.Name) + Of(tool.Description) + Of(tool.JsonSchema.GetRawText()));
        if (options.ResponseFormat is ChatResponseFormatJson format)
            input += AnySchema + Of(format.SchemaName ?? string.Empty) + Of(format.Schema?.GetRawText() ?? string.Empty);
        return new TokenCount(input, options.MaxOutputTokens ?? 0);
    }

    /// <summary>The most that a text may be.</summary>
    public static long Of(string text)
    {
        long halves = 0;
        var (before, alike, wasVowel) = ('\0', 0, false);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                var letter = (char)rune.Value;
                var isVowel = letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
                if (!char.IsAsciiLetterLower(letter)) alike = 0;
                else alike = alike > 0 && isVowel == wasVowel ? alike + 1 : 1;
                halves += IsHalf(letter, before, alike) ? 1 : 2;
                (before, wasVowel) = (letter, isVowel);
            }
            else
            {
                halves += 2 * rune.Utf8SequenceLength;
                (before, alike) = ('\0', 0);
            }
        }

        return (halves + 1) / 2;
    }

    private static bool IsHalf(char letter, char before, int alike)
    {
        if (letter == ' ') return char.IsAsciiLetterLower(before) || before is ' ' or '.' or ',';
        var isCut = char.IsAsciiDigit(before) || char.IsAsciiLetterUpper(before);
        return char.IsAsciiLetterLower(letter) && alike <= MaxAlike && !isCut;
    }

    private static long Of(AIContent content) => content switch
    {
        TextContent text => Of(text.Text),
        FunctionCallContent call => EachPart + Of(call.CallId) + Of(call.Name)
            + (call.Arguments ?? new Dictionary<string, object?>()).Sum(one => EachPart + Of(one.Key) + OfValue(one.Value)),
        FunctionResultContent result => EachPart + Of(result.CallId) + OfValue(result.Result),
        TextReasoningContent thought => Of(thought.Text),
        DataContent data when data.HasTopLevelMediaType("image") => EachPicture,
        DataContent data => data.Data.Length,
        UriContent => EachPicture,
        _ => 0,
    };

    private static long OfValue(object? value) =>
        Of(value is JsonElement element ? element.GetRawText() : value?.ToString() ?? string.Empty);
}
