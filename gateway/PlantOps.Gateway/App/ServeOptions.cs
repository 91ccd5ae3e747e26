using System.CommandLine;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting.Settings;

namespace PlantOps.Gateway.App;

/// <summary>The settings as options of <c>serve</c>: the parser knows them, the configuration reads them.</summary>
internal static class ServeOptions
{
    /// <summary>An option for each setting. Given again, the last one counts, as everywhere in the configuration.</summary>
    public static IEnumerable<Option> Create(bool hidden) =>
        from setting in GatewaySettings.All
        where setting != DataDirectory.Setting
        select new Option<string[]>($"--{setting.Key}")
        {
            Description = $"{setting.Help} {Capital(setting.Values)}. Default: {setting.Default}.",
            HelpName = "value",
            Arity = ArgumentArity.OneOrMore,
            Hidden = hidden,
        };

    /// <summary>
    /// Writes settings as the parser wants them: <c>--http:port=80</c> becomes <c>--Http:Port 80</c>. It would take the
    /// colon for the beginning of the value.
    /// </summary>
    public static string[] Normalise(IEnumerable<string> args) =>
    [
        .. args.SelectMany(word =>
        {
            var parts = word.Split('=', 2);
            return Setting(parts[0]) is { } setting ? [$"--{setting.Key}", .. parts[1..]] : new[] { word };
        }),
    ];

    /// <summary>Whether a word sets something.</summary>
    public static bool IsSetting(string word) => Setting(word) is not null;

    private static Setting? Setting(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) ? GatewaySettings.Find(word[2..]) : null;

    private static string Capital(string text) => string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1));
}
