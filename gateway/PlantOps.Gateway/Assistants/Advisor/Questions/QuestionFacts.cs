using System.Globalization;
using PlantOps.Gateway.Assistants.Advisor.Checking;
using PlantOps.Gateway.Assistants.Tools;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Care.Words;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary>
/// Every figure that one answer may contain: each is in its table once, with a label, and a model sees it as a row with the
/// reference that it writes in its place.
/// </summary>
/// <param name="care">The language.</param>
/// <param name="words">The same of what no plan has.</param>
/// <param name="parts">Times as the plants' owner counts them.</param>
internal sealed class QuestionFacts(ICareWords care, QuestionWords words, AnswerParts parts)
{
    /// <summary>What a model can make grow by asking: 12 calls add no more than that.</summary>
    public const int MaxFacts = 250;

    private const double Day = 24 * 60 * 60 * 1000;

    private readonly Dictionary<string, string> _labels = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _of = [];
    private readonly Dictionary<CareFact, string> _known = [];

    public ReferenceTable Table { get; } = new();

    public bool IsFull => _known.Count >= MaxFacts;

    /// <summary>What a fact is called.</summary>
    public string LabelOf(string reference) => _labels[reference];

    /// <summary>Of which facts one was worked out; <see langword="null"/> where it was not.</summary>
    public IReadOnlyList<string>? Of(string reference) => _of.GetValueOrDefault(reference);

    /// <summary>Takes a fact, or finds that it is there already.</summary>
    /// <param name="fact">Without a reference.</param>
    /// <param name="label">What it is called; by its name where it is <see langword="null"/>.</param>
    public FactRow Add(CareFact fact, string? label = null)
    {
        fact = fact with { Ref = string.Empty };
        if (!_known.TryGetValue(fact, out var reference))
        {
            reference = Table.Add(fact).Ref;
            _known[fact] = reference;
            _labels[reference] = label ?? NameOf(fact.Name);
        }

        return RowOf(reference);
    }

    public string NameOf(string name) => words.Fact(name) ?? care.Fact(name);

    /// <summary>A time since something, in days.</summary>
    public CareFact Since(long at, string name) => new()
    {
        Name = name, Kind = CareFactKind.Derived, Value = Math.Max(0, (parts.Now - at) / Day), Unit = "d", At = at,
    };

    /// <summary>Works a figure out of others, and says what is wrong where that cannot be.</summary>
    public (FactRow? Row, string? Problem) Compute(string op, IReadOnlyList<string> references)
    {
        var facts = new List<CareFact>();
        foreach (var reference in references)
        {
            if (Table.Find(reference.Trim('{', '}', ' ')) is not { } fact)
                return (null, $"There is no reference {ToolAnswer.Cut(reference, 20)}.");
            facts.Add(fact);
        }

        if (op == "days_since")
        {
            if (facts is not [{ At: { } at } only]) return (null, "days_since takes one reference that has a time.");
            return (Derive(op, [only], (parts.Now - at) / Day, "d"), null);
        }

        if (facts.Any(fact => fact.Value is null)) return (null, "A text has no figure to work with.");
        if (facts.Count < 2) return (null, $"{op} takes at least two references.");
        if (facts.Select(fact => fact.Unit).Distinct().Count() > 1) return (null, "They are of several units.");
        if (op is "difference" or "ratio" && facts.Count != 2) return (null, $"{op} takes two references.");
        return Work(op, facts);
    }

    public FactRow RowOf(string reference)
    {
        var fact = Table.Find(reference)!;
        var value = fact.Value is { } known ? Math.Round(known, Math.Abs(known) >= 100 ? 0 : 2) : (double?)null;
        return new FactRow(reference, fact.Kind, LabelOf(reference), value, fact.Text, fact.Unit, parts.At(fact.At));
    }

    private (FactRow? Row, string? Problem) Work(string op, List<CareFact> facts)
    {
        var values = facts.Select(fact => fact.Value!.Value).ToList();
        var (value, unit) = op switch
        {
            "difference" => (values[0] - values[1], facts[0].Unit == "°C" ? "K" : facts[0].Unit),
            "mean" => (values.Average(), facts[0].Unit),
            "min" => (values.Min(), facts[0].Unit),
            "max" => (values.Max(), facts[0].Unit),
            "sum" => (values.Sum(), facts[0].Unit),
            _ => (values[0] / values[1], string.Empty),
        };
        return double.IsFinite(value) ? (Derive(op, facts, value, unit), null) : (null, "That is divided by nothing.");
    }

    private FactRow Derive(string op, List<CareFact> of, double value, string? unit)
    {
        var labels = string.Join("; ", of.Take(3).Select(fact => LabelOf(fact.Ref)));
        var more = of.Count > 3 ? string.Create(CultureInfo.InvariantCulture, $"; +{of.Count - 3}") : string.Empty;
        var row = Add(
            new CareFact { Name = op, Kind = CareFactKind.Derived, Value = value, Unit = unit, At = of.Max(fact => fact.At) },
            $"{NameOf(op)} ({labels}{more})");
        _of.TryAdd(row.Ref, [.. of.Select(fact => fact.Ref)]);
        return row;
    }
}
