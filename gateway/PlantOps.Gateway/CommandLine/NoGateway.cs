using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.CommandLine;

/// <summary>What to say where no gateway answers: most often the wrong directory is looked in.</summary>
internal static class NoGateway
{
    private const string Sockets = "/proc/net/unix";
    private const int MaxShown = 3;

    public static string Say(string dataDirectory)
    {
        var key = DataDirectory.Setting.Key;
        var start = OwnCommand.Line(CommandNames.Serve, dataDirectory);
        var lines = new List<string> { $"No gateway is running on {dataDirectory}." };
        var running = Running().Where(directory => directory != dataDirectory).Take(MaxShown).ToList();
        lines.AddRange(running.Select(directory => $"One is running on {directory}. Ask that one with: --{key} {directory}"));
        if (running.Count == 0)
            lines.Add(
                $"If one is running elsewhere, say where its data is: --{key} DIRECTORY, or set {DataDirectory.Setting.Variable}.");
        lines.Add(Directory.Exists(dataDirectory) && Directory.EnumerateFileSystemEntries(dataDirectory).Any()
            ? $"Start it with: {start}"
            : "There is no data in that directory: a gateway that is started there is a new one, which knows no device yet. " +
              $"Start it with: {start}");
        return string.Join(Environment.NewLine, lines);
    }

    // The kernel's list of sockets says where others listen, Linux only.
    private static IReadOnlyList<string> Running()
    {
        try
        {
            return
            [
                .. File.ReadLines(Sockets).Select(line => line[Math.Max(0, line.IndexOf('/', StringComparison.Ordinal))..])
                    .Where(path => Path.GetFileName(path) == LocalSocket.FileName && File.Exists(path))
                    .Select(path => Path.GetDirectoryName(path)!).Distinct().Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
