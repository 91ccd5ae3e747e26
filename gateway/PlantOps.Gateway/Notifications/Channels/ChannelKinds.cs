using PlantOps.Gateway.Notifications.Sending.Kinds;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>The kinds of notification channel that there are, found by their names.</summary>
internal sealed class ChannelKinds(IEnumerable<ChannelKind> kinds)
{
    /// <summary>Those that every gateway has. A new one is a file and a line here.</summary>
    public static readonly ChannelKinds BuiltIn = new(
    [
        DiscordSender.Kind,
        SlackSender.Kind,
        NtfySender.Kind,
        EmailSender.Kind,
        TelegramSender.Kind,
        WebhookSender.Kind,
    ]);

    public IReadOnlyList<ChannelKind> All { get; } = [.. kinds];

    public IReadOnlyList<string> Names => [.. All.Select(kind => kind.Name)];

    /// <summary>All of their fields, each name once. Kinds with an address come first: most have one.</summary>
    public IReadOnlyList<ChannelField> Fields =>
    [
        .. All.OrderByDescending(kind => kind.Fields[0].Name == ChannelField.Url)
            .SelectMany(kind => kind.Fields)
            .DistinctBy(one => one.Name),
    ];

    /// <summary><see langword="null"/> where there is no such kind.</summary>
    public ChannelKind? Find(string? name) =>
        All.FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong with a name that is none of them.</summary>
    public string Problem(string? name)
    {
        var known = Joined(Names, "or");
        return name is null ? $"{known}." : $"There is no kind '{name}', but {known}.";
    }

    /// <summary>What a field is for, in each kind that has it.</summary>
    public string HelpOf(string field)
    {
        var helps =
            from kind in All
            from own in kind.Fields
            where own.Name == field
            group kind.Name by own.Help + (own.IsSecret ? " (secret)" : string.Empty);
        return string.Join(' ', helps.Select(kinds => $"{Joined([.. kinds], "and")}: {kinds.Key}."));
    }

    /// <summary>What each kind needs, and in brackets what it may have: <c>topic=… [url=… token=…] for ntfy</c>.</summary>
    public string Usage => string.Join("; ", All
        .GroupBy(UsageOf, kind => kind.Name)
        .Select(group => $"{group.Key} for {Joined([.. group], "and")}"));

    private static string UsageOf(ChannelKind kind)
    {
        var needed = string.Join(' ', kind.Fields.Where(field => field.IsRequired).Select(field => $"{field.Name}=…"));
        var optional = string.Join(' ', kind.Fields.Where(field => !field.IsRequired).Select(field => $"{field.Name}=…"));
        return optional.Length == 0 ? needed : $"{needed} [{optional}]";
    }

    private static string Joined(IReadOnlyList<string> names, string last) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} {last} {names[^1]}";
}
