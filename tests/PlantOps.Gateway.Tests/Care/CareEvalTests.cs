using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Tests.Care;

/// <summary>The rules of care against the cases of <c>tests/care-eval</c>.</summary>
public sealed class CareEvalTests
{
    private const int MinCases = 200;
    private const double MinRight = 0.95;

    private static readonly Dictionary<string, SpeciesProfile> Species = SpeciesFile.BuiltIn()
        .ToDictionary(profile => profile.Id);

    [Fact]
    public void Plan_EveryCase_IsRightInNearlyAll()
    {
        var grades = Grades();

        Assert.True(grades.Count >= MinCases, $"There are {grades.Count} cases.");
        var right = grades.Count(grade => grade.IsRight) / (double)grades.Count;
        Assert.True(right >= MinRight, string.Join(Environment.NewLine, grades.Where(grade => !grade.IsRight)));
    }

    [Fact]
    public void Cases_HaveTheirNamesOnce() =>
        Assert.Empty(EvalCase.All().GroupBy(one => one.Id).Where(group => group.Count() > 1).Select(group => group.Key));

    /// <summary>Not a test: <c>tests/care-eval/run</c> prints the score by kind.</summary>
    [Fact(Explicit = true)]
    public void Score_OfRules_IsPrinted()
    {
        var output = TestContext.Current.TestOutputHelper!;
        var grades = Grades();
        output.WriteLine($"{"cases",-18}{"right",12}{"action",10}{"window",10}{"refs",10}{"refusal",10}");
        foreach (var group in grades.GroupBy(grade => grade.Case.Group).Append(grades.GroupBy(_ => "all").Single()))
        {
            output.WriteLine($"{group.Key,-18}{$"{group.Count(grade => grade.IsRight)} of {group.Count()}",12}"
                + $"{Right(group, grade => grade.Action),10}{Right(group, grade => grade.Window),10}"
                + $"{Right(group, grade => grade.Refs),10}{Right(group, grade => grade.Refusal),10}");
        }

        foreach (var grade in grades.Where(grade => !grade.IsRight)) output.WriteLine(grade.ToString());
    }

    private static string Right(IEnumerable<EvalGrade> grades, Func<EvalGrade, IReadOnlyList<string>> wrong) =>
        $"{grades.Average(grade => wrong(grade).Count == 0 ? 1.0 : 0):P1}";

    private static List<EvalGrade> Grades() =>
        [.. EvalCase.All().Select(one => EvalGrade.Of(one, CarePlanner.Plan(one.Inputs(Species))))];
}
