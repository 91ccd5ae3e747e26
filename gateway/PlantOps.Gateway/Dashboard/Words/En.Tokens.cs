namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of programs.</summary>
internal sealed partial class En
{
    public string Programs => "Programs";

    public string ProgramsHelp => "A program asks the gateway with a token of its own, which can be taken from it at any time.";

    public string MakeAToken => "Make a token";

    public string NameOfProgram => "Name of the program";

    public string ThisIsTheToken => "The token";

    public string TokenShownThisOnce => "It is shown this once: the gateway keeps its hash only.";

    public string UseItLikeThis => "Use it like this, with the gateway's certificate from /ca.crt beside it:";

    public string NoTokenYet => "No program has a token.";

    public string NeverUsed => "never used";

    public string MadeAt => "made";

    public string Tokens(int count) => count switch { 0 => "none", 1 => "1 token", _ => $"{count} tokens" };
}
