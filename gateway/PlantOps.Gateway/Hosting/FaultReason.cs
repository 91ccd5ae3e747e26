namespace PlantOps.Gateway.Hosting;

/// <summary>An exception in one short line, for the owner.</summary>
internal static class FaultReason
{
    private const int MaxLength = 300;

    /// <summary>The message of what disks, networks and servers do; of anything else its type too, because it is a bug.</summary>
    public static string Of(Exception exception)
    {
        var text = exception is IOException or UnauthorizedAccessException or TimeoutException
            ? exception.Message
            : $"{exception.GetType().Name}: {exception.Message}";
        return Printable(text);
    }

    /// <summary>Without control characters, and not longer than a line: some of it may be a stranger's.</summary>
    public static string Printable(string text)
    {
        var printable = new string([.. text.Take(MaxLength + 1).Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
        return printable.Length <= MaxLength ? printable : printable[..MaxLength] + "…";
    }
}
