using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PlantOps.Gateway.Assistants.Answers;
using PlantOps.Gateway.Assistants.Mcp;

namespace PlantOps.Gateway.Assistants;

/// <summary>What tools answer as JSON; written at build time because native code has no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AlertChange))]
[JsonSerializable(typeof(AlertList))]
[JsonSerializable(typeof(CareAnswer))]
[JsonSerializable(typeof(HistoryAnswer))]
[JsonSerializable(typeof(JournalList))]
[JsonSerializable(typeof(McpClientSetup))]
[JsonSerializable(typeof(NotedEntry))]
[JsonSerializable(typeof(PlantAnswer))]
[JsonSerializable(typeof(PlantList))]
[JsonSerializable(typeof(Refusal))]
[JsonSerializable(typeof(SpeciesAnswer))]
[JsonSerializable(typeof(SpeciesList))]
internal sealed partial class AssistantsJson : JsonSerializerContext
{
    /// <summary>Letters as they are: nobody puts an answer into a page, and each escaped one would cost six bytes.</summary>
    public static AssistantsJson Brief { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
