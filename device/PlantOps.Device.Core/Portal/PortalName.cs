namespace PlantOps.Device.Core.Portal;

/// <summary>Name of the access point: <c>PlantOps-Setup-</c> and what tells two devices on one table apart.</summary>
internal static class PortalName
{
    private const string Prefix = "PlantOps-Setup-";
    private const int Characters = 4;

    /// <summary>Ends with the last four letters and digits of the hardware id, in capitals.</summary>
    public static string Of(string hardwareId)
    {
        string suffix = string.Empty;
        for (int i = hardwareId.Length - 1; i >= 0 && suffix.Length < Characters; i--)
        {
            char c = hardwareId[i];
            if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
            {
                suffix = string.Concat(c.ToString(), suffix);
            }
        }

        return string.Concat(Prefix, suffix.ToUpper());
    }
}
