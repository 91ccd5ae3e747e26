using System.Text;

namespace PlantOps.Gateway.Notifications.Messages;

/// <summary>A message in the form of each channel. What people called their plants must not become mark-up, a mention or a link.</summary>
internal static class ChannelText
{
    // https://docs.discord.com/developers/resources/webhook#execute-webhook: at most 2000 characters.
    private const int MaxDiscord = 2000;

    // https://core.telegram.org/bots/api#sendmessage: at most 4096 after entities are parsed.
    private const int MaxTelegram = 4000;

    // https://docs.ntfy.sh/publish/: what is longer than 4096 bytes becomes an attachment.
    private const int MaxNtfy = 1300;

    private const string DiscordMarks = "\\*_~`|>#-+[]()<:@";

    public static string Discord(Message message) => Join(
        $"{Sign(message.Tone)} **{EscapeDiscord(message.Title)}**", message.Lines.Select(EscapeDiscord), message.Link is { } link ? $"<{link}>" : null, MaxDiscord);

    /// <summary>Slack's mrkdwn: three characters are escaped, and what is left must not read as its marks.</summary>
    public static string Slack(Message message) => Join(
        $"{Sign(message.Tone)} *{EscapeSlack(message.Title)}*", message.Lines.Select(EscapeSlack), message.Link is { } link ? $"<{link}|Look at it>" : null, int.MaxValue);

    public static string Telegram(Message message) => Join(
        $"{Sign(message.Tone)} <b>{EscapeHtml(message.Title)}</b>", message.Lines.Select(EscapeHtml),
        message.Link is { } link ? $"<a href=\"{EscapeHtml(link)}\">Look at it</a>" : null, MaxTelegram);

    public static string Ntfy(Message message) => Shorten(message.Body, MaxNtfy);

    public static string Mail(Message message) => message.Body + (message.Link is { } link ? $"\n\n{link}" : string.Empty) + "\n";

    private static string Sign(Tone tone) => tone switch { Tone.Critical => "🚨", Tone.Warning => "⚠️", _ => "✅" };

    /// <summary>Whole lines as long as there is room; the link always.</summary>
    private static string Join(string title, IEnumerable<string> lines, string? link, int longest)
    {
        var text = new StringBuilder(Shorten(title, longest / 4));
        var room = longest - (link is null ? 0 : link.Length + 1) - 2;
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

    private static string Shorten(string text, int longest) => text.Length <= longest ? text
        : text[..(char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1)] + "…";

    private static string EscapeDiscord(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (DiscordMarks.Contains(c)) escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }

    // https://docs.slack.dev/messaging/formatting-message-text#escaping. A mark between zero-width spaces is a character.
    private static string EscapeSlack(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '*' or '_' or '~' or '`' => escaped.Append('\u200b').Append(c).Append('\u200b'),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    private static string EscapeHtml(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
