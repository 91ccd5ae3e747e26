namespace PlantOps.Benchmarks.Reports;

/// <summary>docs/benchmarks.md: sections that are measured apart, each replaced as a whole by its own run.</summary>
internal static class BenchmarkPage
{
    public const string History = "## A year of history in each store";
    public const string Plants = "## Plants that are watched";

    public const string Pages = "## Pages";

    private static readonly string[] Sections = [History, Plants, Pages];

    /// <summary>Replaces the first section, with the page's title, and keeps the others.</summary>
    public static string WithMain(string page, string main) => Join([main, .. Sections.Select(title => SectionOf(page, title))]);

    /// <summary>Replaces a section and keeps the rest.</summary>
    public static string With(string page, string title, string section) =>
        Join([MainOf(page), .. Sections.Select(other => other == title ? $"{title}\n\n{section}" : SectionOf(page, other))]);

    private static string MainOf(string page) => page[..Sections.Select(title => StartOf(page, title)).Min()];

    private static string SectionOf(string page, string title)
    {
        var start = StartOf(page, title);
        return page[start..Sections.Select(other => StartOf(page, other)).Append(page.Length).Where(end => end > start).DefaultIfEmpty(start).Min()];
    }

    private static int StartOf(string page, string title) => page.IndexOf(title, StringComparison.Ordinal) is >= 0 and var start ? start : page.Length;

    private static string Join(IEnumerable<string> parts) => string.Join("\n\n", parts.Select(part => part.Trim()).Where(part => part.Length > 0)) + "\n";
}
