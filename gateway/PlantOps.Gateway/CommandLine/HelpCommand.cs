using System.CommandLine;
using System.CommandLine.Completions;
using PlantOps.Gateway.CommandLine.Usage;

namespace PlantOps.Gateway.CommandLine;

/// <summary><c>help [VERB…]</c> and <c>version</c>: what <c>--help</c> and <c>--version</c> say.</summary>
internal static class HelpCommand
{
    public const string Name = "help";
    public const string Version = "version";

    public static Command Create(RootCommand root)
    {
        var verb = new Argument<string[]>("VERB") { Description = "Like: device add.", Arity = ArgumentArity.ZeroOrMore };
        verb.Validators.Add(result =>
        {
            Command command = root;
            foreach (var word in result.Tokens.Select(token => token.Value))
            {
                if (command.Subcommands.FirstOrDefault(known => known.Name == word) is { } found)
                {
                    command = found;
                    continue;
                }

                result.AddError(
                    $"There is no command '{word}'.{NearestWord.Hint(word, command.Subcommands.Select(known => known.Name))}");
                return;
            }
        });
        verb.CompletionSources.Add(_ => root.Subcommands.Select(command => new CompletionItem(command.Name)));
        var help = new Command(Name, "Shows how a command is used.") { verb };
        help.SetAction((result, cancellationToken) =>
            root.Parse([.. result.GetValue(verb) ?? [], "--help"]).InvokeAsync(null, cancellationToken));
        return help;
    }

    public static Command CreateVersion(RootCommand root)
    {
        var version = new Command(Version, "Shows the version.");
        version.SetAction((_, cancellationToken) => root.Parse(["--version"]).InvokeAsync(null, cancellationToken));
        return version;
    }
}
