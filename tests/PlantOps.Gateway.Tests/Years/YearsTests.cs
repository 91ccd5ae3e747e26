using System.Globalization;
using PlantOps.Gateway.Tests.Storage.LiteDb;
using PlantOps.Gateway.Tests.Years.Forecasts;

namespace PlantOps.Gateway.Tests.Years;

/// <summary>
/// Whole years of six plants, judged as the gateway judges them. <c>tests/years</c> prints what comes of them and writes it
/// into docs/alerts.md.
/// </summary>
public sealed class YearsTests
{
    private const string Years = "years";
    private const string Forecasts = "forecasts";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Judge_Year_FindsEveryPlantedProblemInTime(int seed)
    {
        var judged = Judge(seed);

        Assert.Empty(judged.Problems.Where(one => one.ToldAt is null).Select(one => one.Problem.Name));
        Assert.Empty(judged.FalseCriticals);
        Assert.All(judged.Year.Plants, plant => Assert.InRange(JudgedYear.Waterings(plant).Recall, 0.98, 1));
        Assert.All(judged.Year.Plants, plant => Assert.InRange(JudgedYear.Waterings(plant).Precision, 0.98, 1));
        Assert.NotEmpty(judged.Told);
    }

    [Fact]
    public void Of_SameSeed_IsTheSameYearAndAnotherSeedAnother()
    {
        var (first, again, other) = (Household.Of(7), Household.Of(7), Household.Of(8));

        for (var plant = 0; plant < first.Plants.Count; plant++)
            Assert.Equal(first.Plants[plant].Readings, again.Plants[plant].Readings);
        Assert.Equal(first.Problems.Select(one => (one.From, one.To)), again.Problems.Select(one => (one.From, one.To)));
        Assert.NotEqual(first.Plants[0].Readings, other.Plants[0].Readings);
    }

    [Fact]
    public void Of_ManySeeds_HaveBerlinsMonths()
    {
        // Means of each month (January first) from the highest and lowest of its days.
        double[] normals = [0.7, 1.75, 5.15, 9.6, 14.3, 17.3, 19.65, 19.3, 14.95, 10.15, 4.95, 1.65];
        var years = Enumerable.Range(1, 30).Select(seed => Weather.Of(seed, (-2, -3))).ToList();

        for (var month = 1; month <= 12; month++)
        {
            var steps = Enumerable.Range(0, YearCalendar.Steps).Where(step => YearCalendar.Local(step).Month == month).ToList();
            var mean = years.Average(year => steps.Average(step => year.Temperature[step]));
            Assert.InRange(mean, normals[month - 1] - 1.2, normals[month - 1] + 1.2);
        }
    }

    /// <summary>Not a test: <c>tests/years</c> runs it, with the seeds in YEARS.</summary>
    [Fact(Explicit = true)]
    public void Table_OfYears_IsPrintedAndWritten()
    {
        var seeds = Seeds();
        Show(Years, new YearTable([.. seeds.Select(Judge)]).ToString());
        Show(Forecasts, ForecastTable.Of(seeds));
    }

    private static int[] Seeds()
    {
        var named = Environment.GetEnvironmentVariable("YEARS");
        var seeds = (string.IsNullOrEmpty(named) ? "1 2 3 4 5" : named).Split(' ');
        return [.. seeds.Select(seed => int.Parse(seed, CultureInfo.InvariantCulture))];
    }

    private static void Show(string name, string table)
    {
        Console.WriteLine(table);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") != "1") return;
        var (begin, end) = ($"<!-- {name}: written by tests/years -->", $"<!-- end of {name} -->");
        var page = Path.Combine(FindRoot(), "docs", "alerts.md");
        var text = File.ReadAllText(page);
        var (from, to) = (text.IndexOf(begin, StringComparison.Ordinal), text.IndexOf(end, StringComparison.Ordinal));
        Assert.True(from >= 0 && to > from, $"{page} has no place for the table.");
        File.WriteAllText(page, $"{text[..(from + begin.Length)]}\n{table}{text[to..]}");
    }

    private static JudgedYear Judge(int seed)
    {
        using var store = new LiteDbTestStore();
        return YearJudge.Judge(Household.Of(seed), store);
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "PlantOps.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
