using System.CommandLine;

namespace PlantOps.Gateway.CommandLine;

/// <summary>What the program and its main verb are called.</summary>
internal static class CommandNames
{
    public const string Program = "plantops";
    public const string Serve = "serve";

    /// <summary>Whether this command runs the gateway.</summary>
    public static bool IsServe(Command command) => command is RootCommand || command.Name == Serve;
}

/// <summary>How the program ends where it did not do what it was asked for.</summary>
internal static class ExitCodes
{
    public const int Failed = 1;
    public const int WrongUsage = 2;
}
