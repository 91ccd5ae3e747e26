namespace PlantOps.Device.Core.Portal;

/// <summary>
/// The addresses by which phones and computers find out whether a Wi-Fi leads anywhere. Whatever name they ask for,
/// the answer sends them to the portal, and they show it by themselves.
/// </summary>
internal static class CaptiveProbes
{
    public static bool IsProbe(string path)
    {
        switch (path)
        {
            case "/generate_204": // Android, Chrome
            case "/gen_204":
            case "/hotspot-detect.html": // iOS, macOS
            case "/library/test/success.html":
            case "/connecttest.txt": // Windows 10 and later
            case "/ncsi.txt": // Windows before
            case "/redirect":
            case "/canonical.html": // Firefox
            case "/success.txt":
            case "/check_network_status.txt": // NetworkManager
            case "/nm-check.txt":
                return true;
            default:
                return false;
        }
    }
}
