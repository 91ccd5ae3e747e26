using System.Reflection;

namespace PlantOps.EndToEnd.Tests.Gateways;

/// <summary>Where the checkout lies and what was built in it.</summary>
internal static class Repository
{
    private static readonly string Configuration =
        typeof(Repository).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    public static string Root { get; } = FindRoot();

    /// <summary>The gateway as built.</summary>
    public static string Gateway => Path.Combine(Root, "gateway/PlantOps.Gateway/bin", Configuration, "net10.0/plantops");

    /// <summary>The gateway as published natively by tests/publish-native, where that was run.</summary>
    public static string NativeGateway => Path.Combine(Root, "artifacts/native/plantops");

    /// <summary>The gateway as users have it: natively compiled, unless it was built since or never published.</summary>
    public static string Program { get; } = IsPublished ? NativeGateway : Gateway;

    private static bool IsPublished =>
        File.Exists(NativeGateway) && File.GetLastWriteTimeUtc(NativeGateway) >= File.GetLastWriteTimeUtc($"{Gateway}.dll");

    public static string VirtualDevice =>
        Path.Combine(Root, "device/PlantOps.VirtualDevice/bin", Configuration, "net10.0/PlantOps.VirtualDevice");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PlantOps.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside a checkout.");
    }
}
