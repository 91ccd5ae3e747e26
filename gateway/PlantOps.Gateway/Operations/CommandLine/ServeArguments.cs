namespace PlantOps.Gateway.Operations.CommandLine;

/// <summary>Settings on the command line: <c>--Key value</c> or <c>--Key=value</c>.</summary>
internal static class ServeArguments
{
    /// <summary>What is wrong with the form of the arguments; <see langword="null"/> where nothing is.</summary>
    public static string? Problem(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (!argument.StartsWith("--", StringComparison.Ordinal) || argument.Length == 2)
            {
                return $"'{argument}' is neither a command nor a setting of the form --Key value. Try --help.";
            }

            if (argument.Contains('=', StringComparison.Ordinal)) continue;
            i++;
            if (i == arguments.Count || arguments[i].StartsWith("--", StringComparison.Ordinal)) return $"{argument} needs a value.";
        }

        return null;
    }
}
