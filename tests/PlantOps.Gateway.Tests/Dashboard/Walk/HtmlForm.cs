using System.Net;
using System.Text.RegularExpressions;

namespace PlantOps.Gateway.Tests.Dashboard.Walk;

/// <summary>A form of a page.</summary>
/// <param name="Action">Where it is sent.</param>
/// <param name="Fields">What is in it, as the page came.</param>
/// <param name="Texts">How much may be typed into those that take text, in characters.</param>
internal sealed partial record HtmlForm(
    string Action, IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, int> Texts)
{
    private static readonly string[] Typed = ["", "text", "search", "email", "url", "password", "tel"];

    public static IEnumerable<HtmlForm> Of(PageAnswer page) =>
        FormPattern().Matches(page.Html).Select(form => Read(form.Groups[1].Value, form.Groups[2].Value));

    private static HtmlForm Read(string action, string html)
    {
        var (fields, texts) = (new Dictionary<string, string>(), new Dictionary<string, int>());
        foreach (var attributes in InputPattern().Matches(html).Select(input => input.Groups[1].Value))
        {
            if (Of(attributes, "name") is not { } name) continue;
            var type = Of(attributes, "type") ?? string.Empty;
            var isLeft = type is "checkbox" or "radio" && !attributes.Contains("checked", StringComparison.Ordinal);
            if (!isLeft && type != "file") fields[name] = Of(attributes, "value") ?? string.Empty;
            if (Typed.Contains(type)) texts[name] = int.Parse(Of(attributes, "maxlength") ?? "200", null);
        }

        foreach (Match area in AreaPattern().Matches(html))
        {
            var name = Of(area.Groups[1].Value, "name")!;
            fields[name] = WebUtility.HtmlDecode(area.Groups[2].Value).Trim();
            texts[name] = int.Parse(Of(area.Groups[1].Value, "maxlength") ?? "200", null);
        }

        foreach (Match select in SelectPattern().Matches(html))
        {
            var options = OptionPattern().Matches(select.Groups[2].Value).Select(option => option.Groups[1].Value).ToList();
            var chosen = options.Find(option => option.Contains(" selected", StringComparison.Ordinal))
                ?? options.FirstOrDefault();
            fields[Of(select.Groups[1].Value, "name")!] = chosen is null ? string.Empty : Of(chosen, "value") ?? string.Empty;
        }

        return new HtmlForm(WebUtility.HtmlDecode(action), fields, texts);
    }

    private static string? Of(string attributes, string name) =>
        Regex.Match(attributes, $"(?:^|\\s){name}=\"([^\"]*)\"") is { Success: true } found
            ? WebUtility.HtmlDecode(found.Groups[1].Value)
            : null;

    [GeneratedRegex("<form [^>]*method=\"post\"[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex FormPattern();

    [GeneratedRegex("<input( [^>]*)>")]
    private static partial Regex InputPattern();

    [GeneratedRegex("<textarea( [^>]*)>(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex AreaPattern();

    [GeneratedRegex("<select( [^>]*)>(.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex SelectPattern();

    [GeneratedRegex("<option( [^>]*)>")]
    private static partial Regex OptionPattern();
}
