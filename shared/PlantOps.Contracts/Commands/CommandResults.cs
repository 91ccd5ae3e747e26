namespace PlantOps.Contracts.Commands;

/// <summary>What can become of a command.</summary>
public static class CommandResults
{
    /// <summary>It was done.</summary>
    public const string Done = "done";

    /// <summary>It was not tried; the reason says why.</summary>
    public const string Refused = "refused";

    /// <summary>It was tried and did not work; the reason says why.</summary>
    public const string Failed = "failed";
}
