using System.Diagnostics.CodeAnalysis;
using PlantOps.Gateway.Hosting.Health;

namespace PlantOps.Gateway.Hosting;

internal static class SupervisedServices
{
    private const DynamicallyAccessedMemberTypes Constructors = DynamicallyAccessedMemberTypes.PublicConstructors;

    /// <summary>Adds a service that works in the background, and its state to <c>/api/health</c>.</summary>
    public static IServiceCollection AddSupervised<[DynamicallyAccessedMembers(Constructors)] T>(this IServiceCollection services)
        where T : SupervisedService
    {
        services.AddSingleton<T>();

        // Named here the logger's type is in the native program, which would build it while it starts otherwise.
        services.AddSingleton<ILogger<T>>(provider => new Logger<T>(provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IHealthSource>(provider => provider.GetRequiredService<T>());
        services.AddHostedService(provider => provider.GetRequiredService<T>());
        return services;
    }
}
