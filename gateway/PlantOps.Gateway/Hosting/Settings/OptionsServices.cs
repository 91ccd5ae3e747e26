using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace PlantOps.Gateway.Hosting.Settings;

internal static class OptionsServices
{
    /// <summary>
    /// Adds options that <typeparamref name="TSetup"/> reads from the settings and checks; a wrong one ends the start. The
    /// framework's own registrations are open generics, whose types a native program builds while it starts: two milliseconds for
    /// each kind of options. Named here, they are in the program.
    /// </summary>
    public static IServiceCollection AddOptions<TOptions, [DynamicallyAccessedMembers(
        DynamicallyAccessedMemberTypes.PublicConstructors)] TSetup>(
        this IServiceCollection services)
        where TOptions : class, new()
        where TSetup : class, IConfigureOptions<TOptions>, IValidateOptions<TOptions>
    {
        services.AddSingleton<TSetup>();
        services.AddSingleton<IConfigureOptions<TOptions>>(provider => provider.GetRequiredService<TSetup>());
        services.AddSingleton<IValidateOptions<TOptions>>(provider => provider.GetRequiredService<TSetup>());
        services.AddSingleton<IOptionsFactory<TOptions>>(provider => new OptionsFactory<TOptions>(
            provider.GetServices<IConfigureOptions<TOptions>>(), [], provider.GetServices<IValidateOptions<TOptions>>()));
        services.AddSingleton<IOptions<TOptions>>(provider =>
            new OptionsManager<TOptions>(provider.GetRequiredService<IOptionsFactory<TOptions>>()));
        services.AddSingleton<IOptionsMonitor<TOptions>>(provider =>
            new OptionsMonitor<TOptions>(
                provider.GetRequiredService<IOptionsFactory<TOptions>>(), [], new OptionsCache<TOptions>()));
        services.AddOptions<TOptions>().ValidateOnStart();
        return services;
    }
}
