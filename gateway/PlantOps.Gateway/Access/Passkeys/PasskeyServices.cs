using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace PlantOps.Gateway.Access.Passkeys;

internal static class PasskeyServices
{
    /// <summary>
    /// The framework's handler, and what little of its identity it needs: there are no passwords, validators or tokens.
    /// </summary>
    public static IServiceCollection AddPasskeys(this IServiceCollection services)
    {
        services.AddSingleton<PasskeyRegistry>();
        services.AddSingleton<PasskeyState>();
        services.AddSingleton<PasskeySignIn>();
        services.AddSingleton<IPasskeyHandler<PasskeyUser>>(provider =>
        {
            var users = new UserManager<PasskeyUser>(
                new PasskeyUsers(provider.GetRequiredService<PasskeyRegistry>()),
                Options.Create(new IdentityOptions()),
                passwordHasher: null!,
                userValidators: [],
                passwordValidators: [],
                keyNormalizer: null!,
                new IdentityErrorDescriber(),
                services: null!,
                provider.GetRequiredService<ILogger<UserManager<PasskeyUser>>>());

            // Found by the device itself, so that nobody types who they are; and a face, a finger or a PIN is asked for.
            var options = new IdentityPasskeyOptions
            {
                ResidentKeyRequirement = "required",
                UserVerificationRequirement = "required",
            };
            return new PasskeyHandler<PasskeyUser>(users, Options.Create(options));
        });
        return services;
    }
}
