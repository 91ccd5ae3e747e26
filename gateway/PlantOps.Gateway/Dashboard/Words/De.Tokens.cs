namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>German, of programs.</summary>
internal sealed partial class De
{
    public string Programs => "Programme";

    public string ProgramsHelp => "Ein Programm fragt das Gateway mit einem eigenen Token, das du ihm jederzeit nehmen kannst.";

    public string MakeAToken => "Token machen";

    public string NameOfProgram => "Name des Programms";

    public string ThisIsTheToken => "Das Token";

    public string TokenShownThisOnce => "Es wird nur dieses eine Mal gezeigt: Das Gateway behält nur seinen Hash.";

    public string UseItLikeThis => "Benutze es so, mit dem Zertifikat des Gateways von /ca.crt daneben:";

    public string NoTokenYet => "Kein Programm hat ein Token.";

    public string NeverUsed => "nie benutzt";

    public string MadeAt => "gemacht";

    public string Tokens(int count) => count switch { 0 => "keines", 1 => "1 Token", _ => $"{count} Token" };
}
