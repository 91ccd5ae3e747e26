namespace PlantOps.Gateway.Access;

/// <summary>What a token lets its holder do.</summary>
internal enum TokenRole
{
    Owner,
    Viewer,
    DeviceManager,
    Waters,
}

internal static class TokenRoles
{
    public const string Owner = "owner";
    public const string Viewer = "viewer";
    public const string DeviceManager = "device-manager";
    public const string Waters = "waters";

    public static readonly string[] Names = [Owner, Viewer, DeviceManager, Waters];

    public static string Name(TokenRole role) => Names[(int)role];

    public static TokenRole? Parse(string? name) => Array.IndexOf(Names, name) is >= 0 and var role ? (TokenRole)role : null;
}
