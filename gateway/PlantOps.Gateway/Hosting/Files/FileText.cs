namespace PlantOps.Gateway.Hosting.Files;

/// <summary>A file that holds one text, such as a secret that neither arguments nor environment should show.</summary>
internal static class FileText
{
    /// <summary>The text without the line end behind it; else why it cannot be had.</summary>
    public static (string? Text, string? Problem) Read(string path)
    {
        try
        {
            return (File.ReadAllText(path).Trim(), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, $"'{path}' cannot be read: {exception.Message}");
        }
    }
}
