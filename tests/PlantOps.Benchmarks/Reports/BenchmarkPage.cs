namespace PlantOps.Benchmarks.Reports;

/// <summary>docs/benchmarks.md: sections that are measured apart, each replaced as a whole by its own run.</summary>
internal static class BenchmarkPage
{
    /// <summary>The section after the first one.</summary>
    public const string History = "## A year of history in each store";

    /// <summary>Replaces the first section, with the page's title, and keeps the other.</summary>
    public static string WithMain(string page, string main) => main.TrimEnd() + "\n\n" + Section(page);

    /// <summary>Replaces the section about history and keeps the rest.</summary>
    public static string WithHistory(string page, string history) =>
        page[..^Section(page).Length].TrimEnd() + $"\n\n{History}\n\n{history.TrimEnd()}\n";

    private static string Section(string page)
    {
        var at = page.IndexOf(History, StringComparison.Ordinal);
        return at < 0 ? string.Empty : page[at..];
    }
}
