using System.CommandLine;
using PlantOps.Gateway.CommandLine.Usage;

namespace PlantOps.Gateway.CommandLine;

/// <summary><c>completion bash|zsh</c>: a script that lets the shell complete commands and options.</summary>
internal static class CompletionCommand
{
    public const string Name = "completion";

    // Bash splits words at colons, which settings have: what is before the last one is already there.
    private const string Bash = """
        # plantops: completion for bash. Load it with: eval "$(plantops completion bash)"
        _plantops() {
          local line="${COMP_LINE:0:COMP_POINT}" word="" reply=() IFS=$'\n'
          if [[ $line != *" " ]]; then word="${line##* }"; fi
          line="plantops ${line#* }"
          reply=($(compgen -W "$(plantops "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$word"))
          local before=""
          if [[ $word == *:* && $COMP_WORDBREAKS == *:* ]]; then before="${word%"${word##*:}"}"; fi
          COMPREPLY=("${reply[@]#"$before"}")
        }
        complete -o default -F _plantops plantops
        """;

    private const string Zsh = """
        #compdef plantops
        # plantops: completion for zsh. Load it with: eval "$(plantops completion zsh)"
        _plantops() {
          local line="plantops ${${BUFFER[1,CURSOR]}#* }"
          local -a reply
          reply=("${(@f)$(plantops "[suggest:${#line}]" "$line" 2>/dev/null)}")
          if [[ -n "${reply[1]}" ]]; then compadd -a reply; else _files; fi
        }
        compdef _plantops plantops
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash or zsh." };
        shell.AcceptOnly(["bash", "zsh"]);
        var command = new Command(
            Name, "Prints a script for completion in a shell: eval \"$(plantops completion bash)\".") { shell };
        command.SetAction(result => Console.WriteLine(result.GetRequiredValue(shell) == "bash" ? Bash : Zsh));
        return command;
    }
}
