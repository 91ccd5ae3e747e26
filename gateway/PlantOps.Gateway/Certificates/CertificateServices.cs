using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Certificates;

internal static class CertificateServices
{
    public static IServiceCollection AddCertificates(this IServiceCollection services)
    {
        services.AddSingleton<IConfigureOptions<CertificateOptions>, CertificateOptionsSetup>();
        services.AddSingleton<IValidateOptions<CertificateOptions>, CertificateOptionsSetup>();
        services.AddOptions<CertificateOptions>().ValidateOnStart();
        services.AddSingleton<SharedAuthority>();
        services.AddSingleton<ServerCertificates>();
        services.AddSupervised<CertificateRenewal>();
        return services;
    }

    public static void MapCertificates(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ca.crt", (ServerCertificates certificates) =>
                TypedResults.Text(certificates.Authority.Pem, "application/x-pem-file"))
            .DisableRateLimiting()
            .WithTags("Certificates")
            .WithSummary("The CA that signs the gateway's certificate, in PEM.");
}
