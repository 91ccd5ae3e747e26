using System.Security.Cryptography;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Broker.External.Mqtt;

/// <summary>
/// The name by which a broker knows this gateway, the same after each start: its session, with what waits for it, goes by it.
/// Two gateways with one name would throw each other out, so it is no part of a backup.
/// </summary>
internal sealed class GatewayClientId(DataDirectory directory)
{
    private const string FileName = "broker-client";
    private const int RandomBytes = 8;

    /// <exception cref="IOException">It cannot be read or kept.</exception>
    public string Text { get; } = Open(directory.File(FileName));

    private static string Open(string path)
    {
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } kept) return kept;
        var made = $"plantops-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))}";
        using var file = new StreamWriter(path, OwnFile.Options(FileMode.Create));
        file.Write(made);
        return made;
    }
}
