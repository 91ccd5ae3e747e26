using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Assistants.Advisor.Checking;

/// <summary>Every figure that one answer may contain, by reference.</summary>
internal sealed class ReferenceTable
{
    private readonly Dictionary<string, CareFact> _facts = [];

    public IReadOnlyCollection<CareFact> All => _facts.Values;

    public CareFact? Find(string reference) => _facts.GetValueOrDefault(reference);

    /// <summary>Takes a fact with the reference that it has, as those of a plan do.</summary>
    public void Take(CareFact fact) => _facts.Add(fact.Ref, fact);

    /// <summary>Takes a fact that has no reference yet, and gives it the next one.</summary>
    public CareFact Add(CareFact fact)
    {
        fact = fact with { Ref = $"r{_facts.Count + 1}" };
        _facts.Add(fact.Ref, fact);
        return fact;
    }
}
