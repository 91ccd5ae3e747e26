namespace PlantOps.Benchmarks.Servers;

/// <summary>Where the checkout lies and what was published in it.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    /// <summary>The gateway as tests/publish-native makes it.</summary>
    public static string NativeGateway => Path.Combine(Root, "artifacts", "native", "plantops");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PlantOps.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The benchmarks run outside a checkout.");
    }
}
