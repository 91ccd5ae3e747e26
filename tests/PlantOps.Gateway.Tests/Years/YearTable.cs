using System.Globalization;
using System.Text;

namespace PlantOps.Gateway.Tests.Years;

/// <summary>What the gateway said of several years, as a section of docs/alerts.md.</summary>
internal sealed class YearTable(IReadOnlyList<JudgedYear> years)
{
    private const int MaxRules = 6;

    public override string ToString()
    {
        var text = new StringBuilder();
        Summary(text);
        Plants(text);
        Problems(text);
        return text.ToString();
    }

    private void Summary(StringBuilder text)
    {
        var told = years.Select(year => year.Told.Count).ToList();
        var messages = years.Average(year => year.Told.Select(one => one.Message).Distinct().Count());
        var problems = years.SelectMany(year => year.Problems).ToList();
        var found = problems.Count(one => one.ToldAt is not null);
        var waterings = years.SelectMany(year => year.Year.Plants.Select(JudgedYear.Waterings))
            .Aggregate((one, other) => one + other);
        var seeds = string.Join(", ", years.Select(year => year.Year.Seed));
        Line(text, $"Years of seeds {seeds}, six plants each, a reading each five minutes.");
        Line(text, $"");
        Line(text, $"| | |");
        Line(text, $"|---|--:|");
        Line(text, $"| told a year (raised, worse, back to normal) | {told.Average():0} ({told.Min()} to {told.Max()}) |");
        Line(text, $"| in so many messages | {messages:0} |");
        Line(text, $"| a week and plant | {told.Average() / 6 / (365 / 7.0):0.00} |");
        Line(text, $"| planted problems found in time | {found} of {problems.Count} |");
        Line(text, $"| false critical alerts a year | {years.Average(year => year.FalseCriticals.Count()):0.0} |");
        Line(text, $"| recall of {waterings.True} waterings | {waterings.Recall:0.000} |");
        Line(text, $"| precision of waterings | {waterings.Precision:0.000} |");
    }

    private void Plants(StringBuilder text)
    {
        Line(text, $"");
        Line(text, $"| plant | told a year | a week | most in a week | by rule, a year |");
        Line(text, $"|---|--:|--:|--:|---|");
        foreach (var plant in years[0].Year.Plants.Select(one => one.Plant.Name))
        {
            var told = years.Select(year => year.Told.Where(one => one.Plant == plant).ToList()).ToList();
            var mean = told.Average(some => some.Count);
            var most = told.Max(some => some.CountBy(WeekOf).Select(week => week.Value).DefaultIfEmpty().Max());
            var rules = told.SelectMany(some => some).CountBy(one => one.Alert.Rule.Id)
                .OrderByDescending(rule => rule.Value).ThenBy(rule => rule.Key, StringComparer.Ordinal).ToList();
            var shown = rules.Take(MaxRules).Select(rule => Text($"`{rule.Key}` {(double)rule.Value / years.Count:0.#}"));
            var rest = rules.Skip(MaxRules).Sum(rule => rule.Value);
            var others = rest > 0 ? Text($", others {(double)rest / years.Count:0.#}") : string.Empty;
            Line(text, $"| {plant} | {mean:0.#} | {mean / (365 / 7.0):0.00} | {most} | {string.Join(", ", shown)}{others} |");
        }
    }

    private void Problems(StringBuilder text)
    {
        Line(text, $"");
        Line(text, $"| planted problem | plant | lasted | must be told within | told after, by year |");
        Line(text, $"|---|---|--:|--:|---|");
        foreach (var (index, problem) in years[0].Year.Problems.Index())
        {
            var found = years.Select(year => year.Problems.ElementAt(index)).ToList();
            var lasted = years.Average(year => year.Year.Problems[index].To - year.Year.Problems[index].From);
            var told = string.Join(", ", found.Select(After));
            var within = Duration(problem.Within);
            Line(text, $"| {problem.Name} | {problem.Plant ?? "all"} | {Duration(lasted)} | {within} | {told} |");
        }
    }

    private static long WeekOf(Told told) => (told.Event.At - YearCalendar.Start) / (7 * YearCalendar.Day);

    private static string After(FoundProblem found) => found.ToldAt is not { } at ? "**not**"
        : at < found.Problem.From ? $"{Duration(found.Problem.From - at)} ahead"
        : Duration(at - found.Problem.From);

    private static string Duration(double milliseconds) => milliseconds switch
    {
        < 2 * YearCalendar.Hour => Text($"{milliseconds / YearCalendar.Minute:0} min"),
        < 2 * YearCalendar.Day => Text($"{milliseconds / YearCalendar.Hour:0} h"),
        _ => Text($"{milliseconds / YearCalendar.Day:0.#} d"),
    };

    private static void Line(StringBuilder text, FormattableString line) => text.Append(Text(line)).Append('\n');

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
