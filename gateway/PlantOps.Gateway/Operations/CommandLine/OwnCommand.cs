using PlantOps.Gateway.Storage;

namespace PlantOps.Gateway.Operations.CommandLine;

/// <summary>How this very program can be called again from the same directory.</summary>
internal static class OwnCommand
{
    public static string Line(string verb, string dataDirectory) => $"{Program()} {verb}{DataDirectory(dataDirectory)}";

    private static string Program()
    {
        var path = Environment.ProcessPath ?? "plantops";
        var isHost = Path.GetFileNameWithoutExtension(path) == "dotnet";
        return isHost ? $"dotnet {Quote(Path.Combine(AppContext.BaseDirectory, "plantops.dll"))}" : Quote(path);
    }

    private static string DataDirectory(string path) =>
        path == Path.GetFullPath(StorageServices.DefaultDataDirectory)
            ? string.Empty
            : $" --{StorageServices.DataDirectoryKey} {Quote(path)}";

    private static string Quote(string text) => text.Contains(' ', StringComparison.Ordinal) ? $"\"{text}\"" : text;
}
