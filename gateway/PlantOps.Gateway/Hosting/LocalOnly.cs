namespace PlantOps.Gateway.Hosting;

/// <summary>Marks an endpoint that exists on the Unix socket only; over TCP it is not found.</summary>
internal sealed class LocalOnly
{
    public static readonly LocalOnly Instance = new();

    private LocalOnly()
    {
    }
}

/// <summary>
/// Marks an endpoint that exists only where a broker of the owner's asks, and beside which nothing else exists there.
/// </summary>
internal sealed class BrokerOnly
{
    public static readonly BrokerOnly Instance = new();

    private BrokerOnly()
    {
    }
}

internal static class LocalOnlyExtensions
{
    public static TBuilder LocalOnly<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(Hosting.LocalOnly.Instance).ExcludeFromDescription();

    public static TBuilder BrokerOnly<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(Hosting.BrokerOnly.Instance).ExcludeFromDescription();

    /// <summary>Must come after routing, which finds the endpoint, and before anything that acts on it.</summary>
    public static void UseLocalOnly(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (IsThere(context.Listener(), context.GetEndpoint()?.Metadata)) return next(context);
        context.SetEndpoint(null);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    private static bool IsThere(Listener listener, EndpointMetadataCollection? metadata)
    {
        var isBrokers = metadata?.GetMetadata<BrokerOnly>() is not null;
        if (isBrokers || listener == Listener.Broker) return isBrokers && listener == Listener.Broker;
        return listener == Listener.Local || metadata?.GetMetadata<LocalOnly>() is null;
    }
}
