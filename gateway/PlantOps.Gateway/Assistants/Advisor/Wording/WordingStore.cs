using System.Globalization;
using System.Text.Json.Serialization;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Assistants.Advisor.Wording;

/// <summary>What a model was asked of a plan, and what came of it.</summary>
internal sealed record PlanWording
{
    public required string PlantId { get; init; }

    /// <summary>Of the plan that was worded.</summary>
    public required long Version { get; init; }

    /// <summary><c>en</c> or <c>de</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Of the plan: one that says the same is worded the same.</summary>
    public required string Digest { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long MadeAt { get; init; }

    /// <summary><see langword="null"/> where the model said twice what did not pass the checks.</summary>
    public CareWording? Wording { get; init; }

    /// <summary>The names of the facts that it refers to, by reference: in the next version they may have others.</summary>
    public IReadOnlyDictionary<string, string> Names { get => field ?? new Dictionary<string, string>(); init; } =
        new Dictionary<string, string>();

    /// <summary>What it cost, whatever came of it.</summary>
    public long Tokens { get; init; }
}

/// <summary>Wordings of plans, the last of each plant.</summary>
internal sealed class WordingStore(IRecords records) : IPlantRecords
{
    public const int MaxKept = 50;

    private readonly RecordStore<PlanWording> _wordings =
        new(records, RecordSet.CareWordings, WordingJson.Default.PlanWording);

    /// <summary>All of a plant, the newest first.</summary>
    public IReadOnlyList<PlanWording> Of(string plantId) =>
        [.. _wordings.Read(Under(plantId) with { Backwards = true }).Select(one => one.Value)];

    /// <summary>
    /// Keeps one behind those before it, and lets go of the oldest. <see langword="false"/> where another gateway has just kept
    /// one.
    /// </summary>
    public bool TryAdd(PlanWording wording)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{wording.PlantId}/{wording.MadeAt:D14}-{wording.Language}");
        var old = records.Read(RecordSet.CareWordings, Under(wording.PlantId) with { Backwards = true }).Skip(MaxKept - 1)
            .Select(one => new RecordChange(RecordSet.CareWordings, one.Id, null, null));
        return records.TryCommit([_wordings.Put(id, wording, expected: 0), .. old]);
    }

    public IEnumerable<RecordChange> Removed(string plantId) => records.Read(RecordSet.CareWordings, Under(plantId))
        .Select(one => new RecordChange(RecordSet.CareWordings, one.Id, null, null));

    private static RecordRange Under(string plantId) => RecordRange.Under($"{plantId}/");
}

/// <summary>Wordings as the store keeps them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(PlanWording))]
internal sealed partial class WordingJson : JsonSerializerContext;
