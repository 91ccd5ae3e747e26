using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary>Questions and answers as JSON; written at build time because native code has no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(PhotoLookRequest))]
[JsonSerializable(typeof(PhotoLookView))]
[JsonSerializable(typeof(QuestionAnswerView))]
[JsonSerializable(typeof(QuestionDelta))]
[JsonSerializable(typeof(QuestionError))]
[JsonSerializable(typeof(QuestionRequest))]
internal sealed partial class QuestionsJson : JsonSerializerContext;

/// <summary>Questions as the API's description shows them.</summary>
internal static class QuestionExamples
{
    public static readonly IReadOnlyDictionary<Type, string> All = new Dictionary<Type, string>
    {
        [typeof(QuestionRequest)] = """{"text":"Why are its leaves yellow?","language":"en"}""",
        [typeof(PhotoLookRequest)] = """{"language":"en"}""",
        [typeof(PhotoLookView)] =
            """{"findings":[{"id":"yellow_leaves","text":"Some leaves are yellow."}],"note":"A model looked at the picture: look yourself before you do anything.","language":"en","model":"gpt-5-mini","tokens":912}""",
    };
}
