using System.Reflection;
using System.Text.RegularExpressions;

namespace PlantOps.Gateway.Dashboard.Settings.Health;

/// <summary>What is new in the newest versions, from the changelog that this program was built with.</summary>
internal static partial class WhatChanged
{
    private const string Resource = "CHANGELOG.md";
    private const int MaxSections = 2;
    private const int MaxLines = 8;
    private const int MaxText = 200;

    private static readonly Lazy<IReadOnlyList<ChangeSection>> Built = new(() => Read(Load()));

    /// <summary>The newest sections, each with its first lines.</summary>
    public static IReadOnlyList<ChangeSection> Newest => Built.Value;

    /// <param name="changelog">In the form of keepachangelog.com.</param>
    public static IReadOnlyList<ChangeSection> Read(string changelog)
    {
        var sections = new List<(string Title, List<string> Lines)>();
        foreach (var line in changelog.Split('\n').Select(line => line.TrimEnd()))
        {
            var isItem = line.StartsWith("- ", StringComparison.Ordinal);
            if (line.StartsWith("## ", StringComparison.Ordinal)) sections.Add((line[3..].Trim('[', ']'), []));
            else if (isItem && sections.Count > 0) sections[^1].Lines.Add(Plain(line[2..]));
        }

        return
        [
            .. sections.Where(section => section.Lines.Count > 0).Take(MaxSections)
                .Select(section => new ChangeSection(section.Title, [.. section.Lines.Take(MaxLines)],
                    Math.Max(0, section.Lines.Count - MaxLines))),
        ];
    }

    private static string Plain(string line)
    {
        var text = Aside().Replace(line, string.Empty);
        text = Link().Replace(text, "$1").Replace("`", string.Empty, StringComparison.Ordinal);
        return text.Length <= MaxText ? text : text[..MaxText].TrimEnd() + "…";
    }

    private static string Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // A link in brackets leads on; without its target it says nothing.
    [GeneratedRegex(@" \(\[[^\]]*\]\([^)]*\)\)")]
    private static partial Regex Aside();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();
}

/// <summary>What is new in a version.</summary>
/// <param name="Title">The version, as the changelog calls it.</param>
/// <param name="Lines">A line a change.</param>
/// <param name="More">How many more there are.</param>
public sealed record ChangeSection(string Title, IReadOnlyList<string> Lines, int More);
