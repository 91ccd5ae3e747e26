using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Notifications.Sending.Kinds;

namespace PlantOps.Gateway.Tests.Notifications.Messages;

public sealed class ChannelTextTests
{
    private static readonly Message Nasty = new(
        Tone.Warning, "@everyone **Fern** <b>&_x_`", ["[click](https://evil.example) <!channel> <@U1>"],
        "https://plants.example.org/plants/p-1");

    [Fact]
    public void Discord_NastyName_HasNoMarkUpOfItsOwn() => Assert.Equal(
        """
        ⚠️ **\@everyone \*\*Fern\*\* \<b\>&\_x\_\`**
        \[click\]\(https\://evil.example\) \<!channel\> \<\@U1\>
        <https://plants.example.org/plants/p-1>
        """.ReplaceLineEndings("\n"), DiscordSender.Text(Nasty));

    [Fact]
    public void Slack_NastyName_HasNoMarkUpOfItsOwn() => Assert.Equal(
        "⚠️ *@everyone \u200b*\u200b\u200b*\u200bFern\u200b*\u200b\u200b*\u200b &lt;b&gt;&amp;\u200b_\u200bx\u200b_\u200b\u200b`\u200b*\n"
        + "[click](https://evil.example) &lt;!channel&gt; &lt;@U1&gt;\n<https://plants.example.org/plants/p-1|Look at it>",
        SlackSender.Text(Nasty));

    [Fact]
    public void Telegram_NastyName_HasNoMarkUpOfItsOwn() => Assert.Equal(
        """
        ⚠️ <b>@everyone **Fern** &lt;b&gt;&amp;_x_`</b>
        [click](https://evil.example) &lt;!channel&gt; &lt;@U1&gt;
        <a href="https://plants.example.org/plants/p-1">Look at it</a>
        """.ReplaceLineEndings("\n"), TelegramSender.Text(Nasty));

    [Fact]
    public void Email_WithALink_IsPlainText() =>
        Assert.Equal(
            "one\ntwo\n\nhttps://x.org/\n", EmailSender.Text(new Message(Tone.Good, "t", ["one", "two"], "https://x.org/")));

    [Fact]
    public void Discord_TooLong_KeepsWholeLinesAndTheLink()
    {
        var text = DiscordSender.Text(
            new Message(Tone.Critical, "20 plants are dry", [.. Enumerable.Repeat(new string('*', 100), 30)], "https://x.org/"));

        Assert.InRange(text.Length, 1700, 2000);
        Assert.EndsWith("\\*\n…\n<https://x.org/>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ntfy_TooLong_CutsNoCharacterInHalf()
    {
        var text = NtfySender.Text(new Message(Tone.Good, "t", ["x" + string.Concat(Enumerable.Repeat("🌵", 2000))], null));

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(text), 2000, 4096);
        Assert.DoesNotContain('\ufffd', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)));
    }
}
