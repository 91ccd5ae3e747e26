namespace PlantOps.Gateway.CommandLine;

/// <summary>How the program ends where it did not do what it was asked for.</summary>
internal static class ExitCodes
{
    public const int Failed = 1;
    public const int WrongUsage = 2;
}
