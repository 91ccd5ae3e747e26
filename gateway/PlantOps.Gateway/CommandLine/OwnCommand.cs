namespace PlantOps.Gateway.CommandLine;

/// <summary>How this very program can be called again from the same directory.</summary>
internal static class OwnCommand
{
    private const string Solution = "PlantOps.sln";

    public static string Line(string verb, string dataDirectory) => $"{Program()} {verb}{DataDirectory(dataDirectory)}";

    /// <summary>The same for a verb that asks no gateway.</summary>
    public static string Line(string verb) => $"{Program()} {verb}";

    /// <summary>How the virtual device is started, from a clone where this program is in one.</summary>
    public static string VirtualDevice(string arguments)
    {
        var project = Path.Combine("device", "PlantOps.VirtualDevice");
        if (Repository() is { } root && root != Directory.GetCurrentDirectory()) project = Quote(Path.Combine(root, project));
        return $"dotnet run --project {project} -- {arguments}";
    }

    /// <summary>How another program starts this one, wherever it runs: the file, and what comes before a verb.</summary>
    public static IReadOnlyList<string> Parts()
    {
        var path = Environment.ProcessPath ?? CommandNames.Program;
        var isHost = Path.GetFileNameWithoutExtension(path) == "dotnet";
        return isHost ? [path, Path.Combine(AppContext.BaseDirectory, "plantops.dll")] : [path];
    }

    private static string Program()
    {
        var path = Environment.ProcessPath ?? CommandNames.Program;
        if (IsOnPath(path)) return CommandNames.Program;
        var isHost = Path.GetFileNameWithoutExtension(path) == "dotnet";
        return isHost ? $"dotnet {Quote(Path.Combine(AppContext.BaseDirectory, "plantops.dll"))}" : Quote(path);
    }

    // Whether the shell finds this program, or the script of its clone that starts it.
    private static bool IsOnPath(string program)
    {
        var launcher = Repository() is { } root ? Path.Combine(root, "gateway", CommandNames.Program) : null;
        var path = Environment.GetEnvironmentVariable("PATH") ?? string.Empty;
        var first = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, CommandNames.Program))
            .FirstOrDefault(File.Exists);
        if (first is null) return false;
        var found = Path.GetFullPath(File.ResolveLinkTarget(first, returnFinalTarget: true)?.FullName ?? first);
        return found == program || found == launcher;
    }

    private static string? Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Solution))) folder = folder.Parent;
        return folder?.FullName;
    }

    private static string DataDirectory(string path) =>
        path == Path.GetFullPath(Hosting.Files.DataDirectory.Setting.Default)
            ? string.Empty
            : $" --{Hosting.Files.DataDirectory.Setting.Key} {Quote(path)}";

    private static string Quote(string text) => text.Contains(' ', StringComparison.Ordinal) ? $"\"{text}\"" : text;
}
