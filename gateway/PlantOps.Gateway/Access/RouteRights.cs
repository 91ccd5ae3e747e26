namespace PlantOps.Gateway.Access;

/// <summary>
/// What the routes of a feature ask of their caller, where the same ones are mapped for the API and for the command line.
/// </summary>
internal sealed class RouteRights
{
    /// <summary>A token with the right.</summary>
    public static readonly RouteRights Api = new()
    {
        Read = AccessPolicies.Read, Care = AccessPolicies.Care, Manage = AccessPolicies.Manage, Own = AccessPolicies.Own,
    };

    /// <summary>Nothing: whoever can open the Unix socket may do everything.</summary>
    public static readonly RouteRights Local = new();

    private RouteRights()
    {
    }

    public string? Read { get; private init; }

    public string? Care { get; private init; }

    public string? Manage { get; private init; }

    public string? Own { get; private init; }
}

internal static class RouteRightsExtensions
{
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, string? right) =>
        right is null ? route : route.RequireAuthorization(right);
}
