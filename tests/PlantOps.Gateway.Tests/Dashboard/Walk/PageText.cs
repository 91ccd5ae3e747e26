using System.Net;
using System.Text.RegularExpressions;

namespace PlantOps.Gateway.Tests.Dashboard.Walk;

/// <summary>What somebody reads on a page, without what differs from run to run.</summary>
internal static partial class PageText
{
    private static readonly (Regex What, string Word)[] Changing =
    [
        (AddressPattern(), "(address)"), (CodePattern(), "(code)"), (SizePattern(), "(size)"), (VersionPattern(), "(version)"),
        (DatePattern(), "(date)"), (AgePattern(), "(so long)"), (LeftPattern(), "(so long)"), (ProgramPattern(), "(program)"),
        (PathPattern(), "(path)"), (IdPattern(), "(id)"), (PortPattern(), "localhost:(port)"),
    ];

    /// <param name="html">The page.</param>
    /// <param name="hasFrame">Whether what is around each page stays.</param>
    public static string Of(string html, bool hasFrame)
    {
        var text = Hidden().Replace(Head().Replace(html, "<body>"), string.Empty);
        if (!hasFrame) text = Frame().Replace(text, string.Empty);
        text = News().Replace(text, "(what is new)");
        text = Time().Replace(text, "(time)");
        text = Value().Replace(text, match => $" [{match.Groups[1].Value}] ");
        text = Option().Replace(text, " | ");
        text = WebUtility.HtmlDecode(Tag().Replace(Block().Replace(text, "\n"), string.Empty));
        foreach (var (what, word) in Changing) text = what.Replace(text, word);
        var lines = text.Split('\n').Select(line => Spaces().Replace(line, " ").Trim()).Where(line => line.Length > 0);
        return string.Join('\n', lines) + "\n";
    }

    [GeneratedRegex("^.*<body[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Head();

    [GeneratedRegex(
        "<(script|svg|datalist)[ >].*?</\\1>|<(\\w+) [^>]*\\bhidden\\b[^>]*>[^<]*</\\2>|<input [^>]*type=\"hidden\"[^>]*>",
        RegexOptions.Singleline)]
    private static partial Regex Hidden();

    [GeneratedRegex("<time[^>]*>[^<]*</time>")]
    private static partial Regex Time();

    [GeneratedRegex("<input [^>]*\\bvalue=\"([^\"]*)\"[^>]*>")]
    private static partial Regex Value();

    [GeneratedRegex("<option[^>]*>")]
    private static partial Regex Option();

    [GeneratedRegex(
        "</?(p|div|li|ul|ol|h1|h2|h3|header|nav|main|section|form|label|a|button|dt|dd|tr|td|th|table|details|summary|pre|footer"
        + "|legend|aside|select|small)\\b[^>]*>")]
    private static partial Regex Block();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("[\\s\u00a0]+")]
    private static partial Regex Spaces();

    // As this program is called, which differs with how it was started.
    [GeneratedRegex("dotnet /\\S*/plantops\\.dll|/\\S*/PlantOps\\.Gateway\\.Tests(?= )")]
    private static partial Regex ProgramPattern();

    [GeneratedRegex("\\b[0-9A-Z]{4,5}(-[0-9A-Z]{4,5}){2,}\\b|\\b[A-Z]{3,6}[- ][0-9]{2}\\b")]
    private static partial Regex CodePattern();

    [GeneratedRegex("\\b[0-9]+([.,][0-9]+)?\u00a0?[\u00a0 ]?(bytes|Bytes|[kKMGT]i?B|B)\\b")]
    private static partial Regex SizePattern();

    [GeneratedRegex("\\b[0-9]{1,3}(\\.[0-9]{1,3}){3}(:[0-9]+)?\\b")]
    private static partial Regex AddressPattern();

    [GeneratedRegex("\\b[0-9]+\\.[0-9]+\\.[0-9]+[-+.\\w]*")]
    private static partial Regex VersionPattern();

    [GeneratedRegex("\\b[0-9]{4}-[0-9]{2}-[0-9]{2}\\b|\\b[0-9]{1,2}\\.? \\p{L}{3,9}\\.? [0-9]{4}\\b|\\b[0-9]{1,2}:[0-9]{2}\\b")]
    private static partial Regex DatePattern();

    [GeneratedRegex("\\b[0-9]+[\\u00a0 ](s|min|seconds|Sekunden)\\b|less than a minute|weniger als einer? Minute")]
    private static partial Regex AgePattern();

    // How long something is still good.
    [GeneratedRegex("(?<=\\(date\\), )[^\n<]+")]
    private static partial Regex LeftPattern();

    [GeneratedRegex("<a class=\"skip\".*?</nav>|<footer class=\"foot\">.*?</footer>", RegexOptions.Singleline)]
    private static partial Regex Frame();

    // What is new in this version is written elsewhere, and often.
    [GeneratedRegex("<h3 lang=\"en\">.*?(?=</section>)", RegexOptions.Singleline)]
    private static partial Regex News();

    [GeneratedRegex("/[\\w/.-]*plantops[\\w/.-]*|/tmp/[\\w/.-]+")]
    private static partial Regex PathPattern();

    [GeneratedRegex("\\b(pl|dev|wk|ch|pe)-[0-9a-z]{6,}\\b|\\b[0-9a-f]{12,}\\b")]
    private static partial Regex IdPattern();

    [GeneratedRegex("localhost:[0-9]+")]
    private static partial Regex PortPattern();
}
