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
        if (path.Split(':').Append("/usr/sbin").Any(folder => File.Exists(Path.Combine(folder, program)))) return;
        Missing(program);
    }

    public static void NeedFile(string path, string what)
    {
        if (!File.Exists(path)) Missing(what);
    }

    private static void Missing(string what)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"{what} is missing.");
        Assert.Skip($"{what} is missing.");
    }
}
