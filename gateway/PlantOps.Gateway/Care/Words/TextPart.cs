using System.Text;
using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Care.Words;

/// <summary>
/// A piece of a text that refers to facts as <c>{r7}</c>: words, or the figure of a fact. Nothing in it is encoded for any page.
/// </summary>
/// <param name="Text">As a reader sees it.</param>
/// <param name="Fact">Whose figure it is; <see langword="null"/> where it is words.</param>
internal sealed record TextPart(string Text, CareFact? Fact)
{
    /// <summary>Takes a text apart.</summary>
    /// <param name="template">The text, with references in braces.</param>
    /// <param name="find">The fact of a reference; where it finds none, nothing stands in its place.</param>
    /// <param name="value">How a fact is shown.</param>
    public static IReadOnlyList<TextPart> Of(string template, Func<string, CareFact?> find, Func<CareFact, string> value)
    {
        var parts = new List<TextPart>();
        for (var at = 0; at < template.Length;)
        {
            var open = template.IndexOf('{', at);
            var close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0)
            {
                parts.Add(new TextPart(template[at..], null));
                break;
            }

            if (open > at) parts.Add(new TextPart(template[at..open], null));
            if (find(template[(open + 1)..close]) is { } fact) parts.Add(new TextPart(value(fact), fact));
            at = close + 1;
        }

        return parts;
    }

    /// <summary>All of it as plain text.</summary>
    public static string Join(IEnumerable<TextPart> parts) =>
        parts.Aggregate(new StringBuilder(), (text, part) => text.Append(part.Text)).ToString();
}
