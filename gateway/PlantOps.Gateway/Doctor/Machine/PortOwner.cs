using System.Globalization;

namespace PlantOps.Gateway.Doctor.Machine;

/// <summary>Which program listens on a port, as far as this user may know.</summary>
internal static class PortOwner
{
    private const string Listening = "0A";

    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <returns><see langword="null"/> where nobody does, or it is somebody else's process.</returns>
    public static string? Of(int port)
    {
        try
        {
            var sockets = Tables.Where(File.Exists)
                .SelectMany(table => File.ReadLines(table).Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => fields.Length > 9 && fields[3] == Listening && PortIn(fields[1]) == port)
                .Select(fields => $"socket:[{fields[9]}]")
                .ToHashSet(StringComparer.Ordinal);
            return sockets.Count == 0 ? null
                : Directory.EnumerateDirectories("/proc").FirstOrDefault(process => Has(process, sockets)) is { } owner
                ? File.ReadAllText(Path.Combine(owner, "comm")).Trim()
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int PortIn(string address) =>
        int.TryParse(address[(address.LastIndexOf(':') + 1)..], NumberStyles.HexNumber, CultureInfo.InvariantCulture,
            out var port) ? port : 0;

    private static bool Has(string process, HashSet<string> sockets)
    {
        if (!char.IsAsciiDigit(Path.GetFileName(process)[0])) return false;
        try
        {
            return Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd"))
                .Any(file => File.ResolveLinkTarget(file, returnFinalTarget: false) is { } target &&
                    sockets.Contains(target.Name));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
