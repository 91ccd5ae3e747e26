using System.Text;

namespace PlantOps.Gateway.Hosting;

/// <summary>The Unix socket through which the command line speaks to the gateway.</summary>
internal static class LocalSocket
{
    public const string FileName = "plantops.sock";

    // sockaddr_un.sun_path holds 108 bytes including the final zero, unix(7).
    private const int MaxPathBytes = 107;

    public static string PathIn(string dataDirectory) => Path.Combine(Path.GetFullPath(dataDirectory), FileName);

    public static string? Problem(string path)
    {
        var bytes = Encoding.UTF8.GetByteCount(path);
        return bytes <= MaxPathBytes
            ? null
            : $"DataDirectory is too long: the socket {path} has {bytes} bytes, and a Unix socket's path at most {MaxPathBytes}. Choose a shorter path.";
    }
}
