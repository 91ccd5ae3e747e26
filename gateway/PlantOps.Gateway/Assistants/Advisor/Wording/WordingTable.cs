using PlantOps.Gateway.Assistants.Advisor.Checking;
using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Assistants.Advisor.Wording;

/// <summary>
/// What a model may refer to of a plan: its numbers. Texts of a species and of people are for it to read and not to repeat, and
/// what a plant does to those who chew on it is said in fixed sentences.
/// </summary>
internal static class WordingTable
{
    /// <summary>All of a plan.</summary>
    public static ReferenceTable Of(CarePlan plan) => Of(plan.Facts.Where(IsFigure));

    /// <summary>Those that one item rests on.</summary>
    public static ReferenceTable Of(CarePlan plan, CareItem item) =>
        Of(plan.Facts.Where(fact => IsFigure(fact) && item.Refs.Contains(fact.Ref)));

    public static bool IsFigure(CareFact fact) => fact is { Value: not null, Text: null, Ref.Length: > 0 };

    private static ReferenceTable Of(IEnumerable<CareFact> facts)
    {
        var table = new ReferenceTable();
        foreach (var fact in facts.DistinctBy(fact => fact.Ref)) table.Take(fact);
        return table;
    }
}
