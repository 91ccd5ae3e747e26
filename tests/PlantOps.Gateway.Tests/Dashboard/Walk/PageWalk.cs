using System.Net;
using System.Text.RegularExpressions;

namespace PlantOps.Gateway.Tests.Dashboard.Walk;

/// <summary>All pages that links lead to, as somebody finds them who follows each.</summary>
internal static partial class PageWalk
{
    private const int MostPages = 200;

    /// <summary>Of pages that differ only in what is looked for, searched or compared, one is enough.</summary>
    private const int MostQueries = 16;

    /// <summary>Each page by its address.</summary>
    public static async Task<SortedDictionary<string, PageAnswer>> AllAsync(PageBrowser browser, string from = "/plants")
    {
        var pages = new SortedDictionary<string, PageAnswer>(StringComparer.Ordinal);
        var (waiting, queries) = (new Queue<string>([from]), new Dictionary<string, int>());
        while (waiting.TryDequeue(out var address) && pages.Count < MostPages)
        {
            if (pages.ContainsKey(address)) continue;
            var path = address.Split('?')[0];
            if (address != path && (queries[path] = queries.GetValueOrDefault(path) + 1) > MostQueries) continue;
            var answer = await browser.GetAsync(address);
            if (answer.Response.Content.Headers.ContentType?.MediaType != "text/html") continue;
            pages[address] = answer;
            foreach (var link in LinkPattern().Matches(answer.Html).Select(link => link.Groups[1].Value))
                waiting.Enqueue(WebUtility.HtmlDecode(link));
        }

        return pages;
    }

    // Of this gateway, and no place within a page.
    [GeneratedRegex("<a [^>]*href=\"(/(?!api/|a/|docs)[^\"#]*)[^\"]*\"")]
    private static partial Regex LinkPattern();
}
