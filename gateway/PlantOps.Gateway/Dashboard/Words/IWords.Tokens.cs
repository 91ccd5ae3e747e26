namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>Programs and their tokens.</summary>
public partial interface IWords
{
    string Programs { get; }

    string ProgramsHelp { get; }

    string MakeAToken { get; }

    string NameOfProgram { get; }

    string ThisIsTheToken { get; }

    string TokenShownThisOnce { get; }

    string UseItLikeThis { get; }

    string NoTokenYet { get; }

    string NeverUsed { get; }

    string MadeAt { get; }

    string Tokens(int count);
}
