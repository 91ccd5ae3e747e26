using System.Net.Sockets;

namespace PlantOps.EndToEnd.Tests.Gateways;

/// <summary>Programs that tests run and that nobody here wrote.</summary>
internal static class Component
{
    /// <summary>
    /// Goes on where the program is installed. Where it is not, the test fails with CI=true and is skipped, naming it,
    /// elsewhere.
    /// </summary>
    public static void Need(string program)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? string.Empty;
        Need(path.Split(':').Append("/usr/sbin").Any(folder => File.Exists(Path.Combine(folder, program))), program);
    }

    /// <summary>Whether a server listens at a port, of this machine unless said.</summary>
    public static async Task<bool> AcceptsAsync(int port, string address = "127.0.0.1")
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public static void Need(bool isThere, string what)
    {
        if (isThere) return;
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"{what} is missing.");
        Assert.Skip($"{what} is missing.");
    }
}
