using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;

namespace PlantOps.Gateway.CommandLine.Usage;

/// <summary>Arguments and options that are one of some names; what is none of them is answered with all of them.</summary>
internal static class Choices
{
    /// <summary>An argument that is one of an enum's names, as the API writes them.</summary>
    public static Argument<T> Argument<T>(string name, string description)
        where T : struct, Enum =>
        Argument(name, description, Names<T>(), Parse<T>);

    /// <summary>An argument that is one of some names, however they are capitalised.</summary>
    public static Argument<string> Argument(string name, string description, IReadOnlyList<string> names) =>
        Argument(name, description, names, result => Parse(result, names));

    /// <summary>An option that is one of an enum's names, as the API writes them.</summary>
    public static Option<T> Option<T>(string name, string description, T otherwise)
        where T : struct, Enum
    {
        var option = new Option<T>(name)
        {
            Description = $"{description} {NameOf(otherwise)} by default.",
            CustomParser = Parse<T>,
            DefaultValueFactory = _ => otherwise,
            HelpName = string.Join('|', Names<T>()),
        };
        option.CompletionSources.Clear();
        option.CompletionSources.Add(Names<T>());
        return option;
    }

    /// <summary>Has an option accept some names only.</summary>
    public static void AcceptOnly<T>(this Option<T> option, params string[] names)
    {
        option.HelpName = string.Join('|', names);
        option.CompletionSources.Add(names);
        option.Validators.Add(result => Check(result, result.Tokens, names));
    }

    /// <summary>Has an argument accept some names only. Help shows its name, and not all of theirs.</summary>
    public static void AcceptOnly<T>(this Argument<T> argument, IReadOnlyList<string> names)
    {
        argument.HelpName = argument.Name;
        argument.CompletionSources.Add([.. names]);
        argument.Validators.Add(result => Check(result, result.Tokens, names));
    }

    /// <summary>What is wrong with a word; <see langword="null"/> where it is one of the names.</summary>
    public static string? Problem(string typed, IReadOnlyList<string> names) => names.Contains(typed)
        ? null
        : $"'{typed}' is not possible here.{NearestWord.Hint(typed, names)} Possible: {List(names)}.";

    private static void Check(SymbolResult result, IReadOnlyList<Token> tokens, IReadOnlyList<string> names)
    {
        foreach (var token in tokens)
        {
            if (Problem(token.Value, names) is { } problem) result.AddError(problem);
        }
    }

    private static Argument<T> Argument<T>(
        string name, string description, IReadOnlyList<string> names, Func<ArgumentResult, T?> parse)
    {
        var argument = new Argument<T>(name)
        {
            Description = $"{description}: {List(names)}.",
            CustomParser = parse,
            HelpName = name,
        };
        argument.CompletionSources.Clear();
        argument.CompletionSources.Add([.. names]);
        return argument;
    }

    private static string? Parse(ArgumentResult result, IReadOnlyList<string> names)
    {
        var typed = result.Tokens[^1].Value;
        var name = names.FirstOrDefault(name => name.Equals(typed, StringComparison.OrdinalIgnoreCase));
        if (name is null) result.AddError(Problem(typed, names)!);
        return name;
    }

    private static T Parse<T>(ArgumentResult result)
        where T : struct, Enum
    {
        var typed = result.Tokens[^1].Value;
        foreach (var value in Enum.GetValues<T>())
        {
            if (NameOf(value).Equals(typed, StringComparison.OrdinalIgnoreCase)) return value;
        }

        result.AddError(Problem(typed, Names<T>())!);
        return default;
    }

    private static string[] Names<T>()
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(NameOf)];

    private static string NameOf<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static string List(IReadOnlyList<string> names) => string.Join(", ", names);
}
