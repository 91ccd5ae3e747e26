namespace PlantOps.Benchmarks.Reports;

/// <summary>
/// docs/benchmarks.md: a title with the main run's table, and sections. A run replaces the sections that it writes, and keeps all
/// others, whoever wrote them.
/// </summary>
internal static class BenchmarkPage
{
    public const string History = "## A year of history in each store";
    public const string Plants = "## Plants that are watched";
    public const string Pages = "## Pages";
    public const string Builds = "## Beside another build";
    public const string Fleets = "## Fleets";

    private const string Section = "\n## ";

    /// <summary>
    /// Replaces what stands above the first section, with the page's title, and the sections that the main run writes.
    /// </summary>
    public static string WithMain(string page, string main)
    {
        var written = PartsOf(main);
        var kept = PartsOf(page).Skip(1).Where(part => written.All(own => TitleOf(own) != TitleOf(part)));
        return Join([.. written, .. kept]);
    }

    /// <summary>Replaces a section where it stands, or adds it at the end.</summary>
    public static string With(string page, string title, string section)
    {
        var parts = PartsOf(page);
        var at = parts.FindIndex(part => TitleOf(part) == title);
        var text = $"{title}\n\n{section}";
        if (at < 0) parts.Add(text);
        else parts[at] = text;
        return Join(parts);
    }

    private static List<string> PartsOf(string page) =>
        [.. page.Split(Section).Select((part, i) => (i == 0 ? part : Section[1..] + part).Trim())];

    private static string TitleOf(string part) => part.Split('\n')[0].TrimEnd();

    private static string Join(IEnumerable<string> parts) => string.Join("\n\n", parts.Where(part => part.Length > 0)) + "\n";
}
