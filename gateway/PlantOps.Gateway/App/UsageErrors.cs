using System.CommandLine.Parsing;
using System.CommandLine;
using PlantOps.Gateway.CommandLine.Usage;
using PlantOps.Gateway.CommandLine;

namespace PlantOps.Gateway.App;

/// <summary>
/// What is wrong with what was typed, in the words of the command line: each names the wrong word and the nearest right one.
/// </summary>
internal static class UsageErrors
{
    // What the last argument is called where it is a text that people write in several words.
    private static readonly string[] Texts = ["NAME", "TEXT"];

    /// <returns>A line a mistake; none where all is well.</returns>
    public static IReadOnlyList<string> Of(ParseResult result, IReadOnlyList<string> words)
    {
        // Help, the version and completion are given whatever else was typed.
        if (result.Action is { ClearsParseErrors: true }) return [];
        var command = result.CommandResult.Command;
        var known = KnownOptions(result.CommandResult);
        var unknown = UnknownOptions.In(words, known.Keys).ToList();

        // What follows an unknown option was meant as its value: no mistake of its own.
        if (unknown.Count > 0) return [.. unknown.Select(option => NoSuchOption(option, result.CommandResult, known))];
        var empty = WithoutValue(words, known).ToList();
        if (empty.Count > 0) return [.. empty.Select(NeedsValue)];
        var wantsCommand = command.Action is null || (command.Subcommands.Count > 0 && result.UnmatchedTokens.Count > 0);
        if (wantsCommand) return [NoSuchCommand(result)];
        if (result.UnmatchedTokens.Count > 0) return [ExtraWords(result)];
        return [.. result.Errors.Select(Say).Distinct()];
    }

    /// <summary>How a command is called, with the program before it.</summary>
    public static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : CommandNames.Program;

    // Settings may come before the verb that they are for.
    private static Dictionary<string, Option> KnownOptions(CommandResult command)
    {
        var known = new Dictionary<string, Option>();
        var all = CommandNames.IsServe(command.Command);
        for (var of = command; of is not null; of = of.Parent as CommandResult)
        {
            foreach (var option in of.Command.Options.Where(option => of == command || all || option.Recursive))
            {
                foreach (var name in option.Aliases.Append(option.Name)) known.TryAdd(name, option);
            }
        }

        return known;
    }

    // The parser would take the option that follows for the value.
    private static IEnumerable<Option> WithoutValue(IReadOnlyList<string> words, Dictionary<string, Option> known)
    {
        for (var i = 0; i < words.Count && words[i] != "--"; i++)
        {
            if (!known.TryGetValue(words[i], out var option) || option.Arity.MinimumNumberOfValues == 0) continue;
            var next = i + 1 < words.Count ? words[i + 1].Split('=')[0] : "--";
            if (next == "--" || known.ContainsKey(next)) yield return option;
        }
    }

    private static string NoSuchOption(string option, CommandResult command, Dictionary<string, Option> known)
    {
        var path = PathOf(command);
        if (ServeOptions.IsSetting(option))
            return $"{option} is a setting of `{CommandNames.Program} serve`; `{path}` has no such option.";
        if (NearestWord.Of(option, known.Keys) is { } near) return $"`{path}` has no option {option}. Did you mean {near}?";
        var shown = command.Command.Options.Where(known => !known.Hidden).Select(known => known.Name)
            .Append(Verb.DataDirectory.Name);
        return CommandNames.IsServe(command.Command)
            ? $"{option} is no setting. `{CommandNames.Program} serve --help` lists all settings."
            : $"`{path}` has no option {option}. It has: {string.Join(", ", shown.Distinct())}. " +
              "Text that begins with a dash goes behind `--`.";
    }

    private static string NoSuchCommand(ParseResult result)
    {
        var path = PathOf(result.CommandResult);
        var commands = result.CommandResult.Command.Subcommands.Where(command => !command.Hidden).ToList();
        var list = result.CommandResult.Command is RootCommand
            ? $" `{path} help` lists all commands."
            : string.Concat(commands.Select(command => $"{Environment.NewLine}  {path} {command.Name,-16}{command.Description}"));
        if (result.UnmatchedTokens is not [var word, ..]) return $"`{path}` needs one of these behind it:{list}";
        return NearestWord.Of(word, commands.Select(command => command.Name)) is { } near
            ? $"`{path}` has no command '{word}'. Did you mean `{path} {near}`?"
            : $"`{path}` has no command '{word}'.{list}";
    }

    private static string ExtraWords(ParseResult result)
    {
        var (path, command) = (PathOf(result.CommandResult), result.CommandResult.Command);
        var extra = string.Join(' ', result.UnmatchedTokens);
        if (command.Arguments is not [.., { Arity.MaximumNumberOfValues: 1 } last]) return $"`{path}` takes no '{extra}'.";
        return Texts.Contains(last.Name) && result.GetResult(last) is { Tokens: [var first] }
            ? $"`{path}` takes no '{extra}' behind '{first.Value}'. " +
              $"Put quotes around a {last.Name} of several words: \"{first.Value} {extra}\"."
            : $"`{path}` takes no '{extra}' behind {last.Name}.";
    }

    private static string Say(ParseError error) => error.SymbolResult switch
    {
        ArgumentResult { Tokens.Count: 0, Parent: CommandResult command, Argument.Arity.MinimumNumberOfValues: > 0 } argument =>
            $"`{PathOf(command)}` needs {argument.Argument.Name}: {argument.Argument.Description}",
        ArgumentResult { Parent: OptionResult option } argument when NamesType(error, argument.Argument.ValueType) =>
            $"{option.Option.Name}: {NoValue(argument)}",
        ArgumentResult argument when NamesType(error, argument.Argument.ValueType) =>
            $"{argument.Argument.Name}: {NoValue(argument)}",
        OptionResult option when NamesType(error, option.Option.ValueType) =>
            $"{option.Option.Name}: {NoValue(option.Tokens, option.Option.ValueType)}",
        _ => error.Message,
    };

    private static string NeedsValue(Option option) => $"{option.Name} needs a value. {option.Description}".TrimEnd();

    // The parser's own message, which shows a C# type.
    private static bool NamesType(ParseError error, Type type) => error.Message.Contains($"'{type}'", StringComparison.Ordinal);

    private static string NoValue(ArgumentResult argument) => NoValue(argument.Tokens, argument.Argument.ValueType);

    private static string NoValue(IReadOnlyList<Token> tokens, Type type)
    {
        var typed = tokens.Count > 0 ? tokens[^1].Value : string.Empty;
        var wanted = Nullable.GetUnderlyingType(type) ?? type;
        return wanted == typeof(bool) ? $"'{typed}' is neither true nor false."
            : wanted == typeof(double) ? $"'{typed}' is no number."
            : wanted == typeof(int) || wanted == typeof(long) ? $"'{typed}' is no whole number, or too large."
            : $"'{typed}' cannot be used here.";
    }
}
