using System.Globalization;
using System.Text.Json.Serialization;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Care;

/// <summary>
/// Where care plans live, each as it was made; the last fifty of a plant. One is found by its plant, and there by its time.
/// </summary>
internal sealed class CarePlanStore(IRecords records) : IPlantRecords
{
    public const int MaxKept = 50;

    private readonly RecordStore<CarePlan> _plans = new(records, RecordSet.CarePlans, CareRecordsJson.Default.CarePlan);

    /// <summary>All of a plant, in the order of time.</summary>
    public static RecordRange Of(string plantId) => RecordRange.Under($"{plantId}/");

    public IReadOnlyList<Versioned<CarePlan>> Read(RecordRange range) => _plans.Read(range);

    /// <summary>The newest; <see langword="null"/> where none was made yet.</summary>
    public CarePlan? Latest(string plantId) =>
        _plans.Read(Of(plantId) with { Backwards = true, Limit = 1 }) is [var latest, ..] ? latest.Value : null;

    /// <summary>
    /// Keeps a plan behind those before it, and lets go of the oldest. <see langword="false"/> where another gateway has just
    /// kept one.
    /// </summary>
    public bool TryAdd(CarePlan plan)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{plan.PlantId}/{plan.MadeAt:D14}");
        var old = records.Read(RecordSet.CarePlans, Of(plan.PlantId) with { Backwards = true }).Skip(MaxKept - 1)
            .Select(one => new RecordChange(RecordSet.CarePlans, one.Id, null, null));
        return records.TryCommit([_plans.Put(id, plan, expected: 0), .. old]);
    }

    public IEnumerable<RecordChange> Removed(string plantId) => records.Read(RecordSet.CarePlans, Of(plantId))
        .Select(one => new RecordChange(RecordSet.CarePlans, one.Id, null, null));
}

/// <summary>Care plans as the store keeps them: what is not known is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(CarePlan))]
internal sealed partial class CareRecordsJson : JsonSerializerContext;
