namespace PlantOps.Gateway.CommandLine;

/// <summary>
/// A secret on the command line: itself, <c>@FILE</c> for what a file holds, or <c>@-</c> for standard input. Arguments
/// can be read by every user of the machine while the program runs, and stay in the shell's history.
/// </summary>
internal static class SecretArgument
{
    /// <summary>For the help of what takes one.</summary>
    public const string Help =
        "@FILE takes it from a file and @- from standard input; other users of this machine can see what is typed here.";

    private const char Reference = '@';
    private const string StandardInput = "@-";
    private const int MaxSecret = 64 * 1024;

    /// <summary>The secret; else why it cannot be had.</summary>
    /// <param name="given">As it was typed.</param>
    /// <param name="input">What standard input is.</param>
    public static (string? Secret, string? Problem) Read(string given, TextReader input)
    {
        if (given == StandardInput) return Trimmed(input, "Standard input");
        if (!given.StartsWith(Reference)) return (given, null);
        var path = given[1..];
        try
        {
            using var file = File.OpenText(path);
            return Trimmed(file, $"'{path}'");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, $"'{path}' cannot be read: {exception.Message} A secret that begins with @ is given in a file.");
        }
    }

    // Without the line end that an editor or echo puts behind it.
    private static (string?, string?) Trimmed(TextReader reader, string name)
    {
        var buffer = new char[MaxSecret + 1];
        var length = reader.ReadBlock(buffer);
        var secret = new string(buffer, 0, length).TrimEnd('\r', '\n');
        if (length > MaxSecret) return (null, $"{name} is longer than a secret can be.");
        return secret.Length == 0 ? (null, $"{name} is empty.") : (secret, null);
    }
}
