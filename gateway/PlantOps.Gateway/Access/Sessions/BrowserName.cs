namespace PlantOps.Gateway.Access.Sessions;

/// <summary>
/// What a browser is, in words that people know: <c>Safari on iPhone</c>. What it says of itself is never shown as it is.
/// </summary>
internal static class BrowserName
{
    private const string Unknown = "A browser";

    // The first that fits: each also says the names of those it wants to be taken for.
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
         ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Macintosh", "Mac"),
         ("CrOS", "Chromebook"), ("Linux", "Linux")];

    public static string Of(string userAgent)
    {
        var browser = Find(Browsers, userAgent) ?? Unknown;
        return Find(Systems, userAgent) is { } system ? $"{browser} on {system}" : browser;
    }

    private static string? Find((string Sign, string Name)[] known, string text)
    {
        foreach (var (sign, name) in known)
        {
            if (text.Contains(sign, StringComparison.Ordinal)) return name;
        }

        return null;
    }
}
