using System.Reflection;
using System.Text.RegularExpressions;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Care.Words;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Tests.Care;

public sealed partial class CareTextTests
{
    private static readonly Dictionary<string, SpeciesProfile> Species = SpeciesFile.BuiltIn()
        .ToDictionary(profile => profile.Id);
    private static readonly List<CarePlan> Plans = [.. EvalCase.All().Select(one => CarePlanner.Plan(one.Inputs(Species)))];

    private static readonly List<string> Advices =
    [
        .. typeof(CareAdvice).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!),
    ];

    public static TheoryData<string> Languages => [.. CareLanguages.All.Select(words => words.Language)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Say_EveryPlan_HasNoFigureThatIsNoFact(string language)
    {
        var words = CareLanguages.Of(language);
        foreach (var plan in Plans)
        {
            // With its facts left out nothing of a figure remains.
            var bare = plan with { Facts = [.. plan.Facts.Select(fact => fact.Text is null ? fact : fact with { Text = "…" })] };
            var text = new CareText(bare, words, (_, _) => "…");
            foreach (var item in plan.Items)
            {
                Assert.DoesNotMatch(Figure(), text.Advice(item) + text.Why(item));
                Assert.DoesNotContain('{', text.Advice(item) + text.Why(item));
                Assert.NotEmpty(text.Why(item));
            }

            Assert.DoesNotMatch(Figure(), text.Summary + text.Away);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Say_EveryPlan_IsInItsLanguage(string language)
    {
        var words = CareLanguages.Of(language);

        Assert.All(Advices, advice => Assert.NotEqual(advice, words.Advice(advice)));
        Assert.All(Plans.SelectMany(plan => plan.Items).SelectMany(item => item.Reasons).Distinct(),
            reason => Assert.NotEqual(reason, words.Reason(reason)));
        Assert.All(Plans.SelectMany(plan => plan.Facts).Select(fact => fact.Name).Distinct(),
            name => Assert.DoesNotContain('_', words.Fact(name)));
        Assert.All(Advices.Select(words.Advice), advice => Assert.DoesNotMatch(Figure(), advice));
    }

    [Fact]
    public void Say_WhatASpeciesSays_IsGermanInGerman()
    {
        var said = 0;
        foreach (var plan in Plans)
        {
            var text = new CareText(plan, CareLanguages.Of("de"));
            var why = string.Join(' ', plan.Items.Select(text.Why));
            foreach (var fact in plan.Facts.Where(fact => fact.Name is CareFactNames.Watering or CareFactNames.Feeding))
            {
                Assert.DoesNotContain(fact.Text!, why);
                said += why.Contains(text.Value(fact), StringComparison.Ordinal) ? 1 : 0;
            }
        }

        Assert.True(said > 20, $"It was said {said} times.");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Say_FiguresOfAReason_AreAmongTheFactsThatItsItemRestsOn(string language)
    {
        var words = CareLanguages.Of(language);
        foreach (var plan in Plans)
        {
            foreach (var item in plan.Items)
            {
                var known = plan.Facts.Select(fact => fact.Name).ToHashSet();
                var named = plan.Facts.Where(fact => item.Refs.Contains(fact.Ref)).Select(fact => fact.Name).ToHashSet();
                var used = item.Reasons.Select(words.Reason)
                    .Select(forms => forms.Split('|').First(form => Names(form).All(known.Contains))).SelectMany(Names);
                Assert.All(used, name => Assert.Contains(name, named));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Say_DryAir_NeverSaysToMist(string language)
    {
        var words = CareLanguages.Of(language);

        Assert.DoesNotMatch("(?i)mist|spray|sprüh|nebel", words.Advice(CareAdvice.DamperAir) + words.Reason("dry_air"));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Toxicity_Unknown_IsNotNone(string language)
    {
        var words = CareLanguages.Of(language);

        foreach (var whom in new[] { "pets", "children" })
        {
            var all = new[] { "none", "irritant", "toxic", "unknown" }.Select(toxicity => words.Toxicity(whom, toxicity))
                .ToList();
            Assert.Equal(4, all.Distinct().Count());
            Assert.Equal(all[3], words.Toxicity(whom, "something new"));
        }
    }

    [Fact]
    public void Of_LanguageThatIsNotThere_IsEnglish() => Assert.Equal("en", CareLanguages.Of("fr").Language);

    private static IEnumerable<string> Names(string form) => Placeholder().Matches(form).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\d")]
    private static partial Regex Figure();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
