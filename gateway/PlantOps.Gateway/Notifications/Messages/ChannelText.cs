using System.Text;

namespace PlantOps.Gateway.Notifications.Messages;

/// <summary>
/// What the text forms of channels are made of. Each kind has its own, and its own escapes: what people called their plants
/// must not become mark-up, a mention or a link.
/// </summary>
internal static class ChannelText
{
    /// <summary>The sign that a message begins with.</summary>
    public static string Sign(Tone tone) => tone switch { Tone.Critical => "🚨", Tone.Warning => "⚠️", _ => "✅" };

    /// <summary>Whole lines as long as there is room; the link always.</summary>
    public static string Join(string title, IEnumerable<string> lines, string? link, int maxLength)
    {
        var text = new StringBuilder(Shorten(title, maxLength / 4));
        var room = maxLength - (link is null ? 0 : link.Length + 1) - 2;
        foreach (var line in lines)
        {
            if (text.Length + 1 + line.Length > room)
            {
                text.Append("\n…");
                break;
            }

            text.Append('\n').Append(line);
        }

        return (link is null ? text : text.Append('\n').Append(link)).ToString();
    }

    public static string Shorten(string text, int maxLength) => text.Length <= maxLength ? text
        : text[..(char.IsHighSurrogate(text[maxLength - 2]) ? maxLength - 2 : maxLength - 1)] + "…";
}
