using PlantOps.Gateway.Records;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Fleet;

internal static class FleetServices
{
    /// <summary>The name under which it is said that a gateway has come or gone.</summary>
    public const string Notice = "gateways";

    /// <summary>
    /// What there is to know of other gateways, for whoever asks; with a store of its own this gateway is alone.
    /// </summary>
    public static IServiceCollection AddFleet(this IServiceCollection services)
    {
        services.AddJson(FleetJson.Default);
        services.AddSingleton<FleetMetrics>();
        services.AddSingleton<GatewayIdentity>();
        services.AddSingleton<GatewayFleet>();
        services.AddSingleton(provider => new OnceForAll(() => provider.GetRequiredService<GatewayFleet>().IsLeader));
        services.AddSingleton<FleetMessages>();
        services.AddSingleton<FleetSignal>();
        services.AddShared<FleetSignal>(Notice, "Looking at the other gateways", signal => signal.Wake());
        return services;
    }

    /// <summary>A figure that the others see of this gateway.</summary>
    public static IServiceCollection AddFleetFact<T>(this IServiceCollection services, string name, Func<T, long> read)
        where T : notnull => services.AddSingleton(provider => new FleetFact(name, () => read(provider.GetRequiredService<T>())));

    /// <summary>Has something done with what other gateways tell of a kind.</summary>
    public static IServiceCollection AddFleetTopic<T>(
        this IServiceCollection services, string kind, string title, Action<T, FleetMessage> hear)
        where T : notnull => services.AddSingleton(
            provider => new FleetTopic(kind, title, message => hear(provider.GetRequiredService<T>(), message)));
}
