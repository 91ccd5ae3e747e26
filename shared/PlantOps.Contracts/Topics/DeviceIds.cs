namespace PlantOps.Contracts.Topics;

/// <summary>Device ids: 1 to 64 of <c>a–z A–Z 0–9 - _</c>, safe in a topic, a URL and a file name.</summary>
public static class DeviceIds
{
    /// <summary>Longest id, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>Whether the text is a device id.</summary>
    public static bool IsValid(string id)
    {
        if (string.IsNullOrEmpty(id) || id.Length > MaxLength)
        {
            return false;
        }

        foreach (char c in id)
        {
            bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            if (!plain)
            {
                return false;
            }
        }

        return true;
    }
}
