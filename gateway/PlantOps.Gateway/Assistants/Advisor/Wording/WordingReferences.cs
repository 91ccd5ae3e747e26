using System.Text.RegularExpressions;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Assistants.Advisor.Wording;

/// <summary>References of a wording, which in the next version of a plan may be other facts'.</summary>
internal static partial class WordingReferences
{
    /// <summary>The names of the facts of a plan, by reference, as far as a wording refers to them.</summary>
    public static IReadOnlyDictionary<string, string> NamesOf(CareWording wording, CarePlan plan)
    {
        var used = Texts(wording).SelectMany(text => Reference().Matches(text)).Select(match => match.Groups[1].Value)
            .ToHashSet();
        return plan.Facts.Where(fact => used.Contains(fact.Ref)).ToDictionary(fact => fact.Ref, fact => fact.Name);
    }

    /// <summary>The wording with the references of a plan; <see langword="null"/> where that lacks one of its facts.</summary>
    public static CareWording? Moved(CareWording wording, IReadOnlyDictionary<string, string> names, CarePlan plan)
    {
        var isWhole = true;
        var moved = wording with
        {
            Summary = Move(wording.Summary),
            Items = [.. wording.Items.Select(item => item with { Why = Move(item.Why) })],
            Questions = [.. wording.Questions.Select(Move)],
        };
        return isWhole ? moved : null;

        string Move(string text) => Reference().Replace(text, match =>
        {
            var name = names.GetValueOrDefault(match.Groups[1].Value);
            if (plan.Facts.FirstOrDefault(fact => fact.Name == name) is { } fact) return $"{{{fact.Ref}}}";
            isWhole = false;
            return match.Value;
        });
    }

    private static IEnumerable<string> Texts(CareWording wording) =>
        [wording.Summary, .. wording.Items.Select(item => item.Why), .. wording.Questions];

    [GeneratedRegex(@"\{(r[0-9]{1,4})\}", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
