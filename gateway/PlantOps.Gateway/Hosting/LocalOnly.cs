namespace PlantOps.Gateway.Hosting;

/// <summary>Marks an endpoint that exists on the Unix socket only; over TCP it is not found.</summary>
internal sealed class LocalOnly
{
    public static readonly LocalOnly Instance = new();

    private LocalOnly()
    {
    }
}

internal static class LocalOnlyExtensions
{
    public static TBuilder LocalOnly<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(Hosting.LocalOnly.Instance).ExcludeFromDescription();

    /// <summary>Must come after routing, which finds the endpoint, and before anything that acts on it.</summary>
    public static void UseLocalOnly(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Listener() == Listener.Local || context.GetEndpoint()?.Metadata.GetMetadata<LocalOnly>() is null) return next(context);
        context.SetEndpoint(null);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
