using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Certificates;

internal static class CertificateServices
{
    /// <summary>By which phones know what to install, whatever else is in the file's name.</summary>
    private const string ForInstalling = "application/x-x509-ca-cert";

    public static IServiceCollection AddCertificates(this IServiceCollection services)
    {
        services.AddOptions<CertificateOptions, CertificateOptionsSetup>();
        services.AddSingleton<SharedAuthority>();
        services.AddSingleton<ServerCertificates>();
        services.AddSingleton<OwnCertificate>();
        services.AddShared<ServerCertificates>(
            RecordSet.Authority.Name, "Reading of the CA", certificates => certificates.Reload());
        services.AddSupervised<CertificateRenewal>();
        return services;
    }

    public static void MapCertificates(this IEndpointRouteBuilder routes)
    {
        routes.MapHouseholdFiles();
        routes.MapGet("/ca.crt", (ServerCertificates certificates, HttpRequest request) =>
                TypedResults.Text(certificates.Authority.Pem, request.WantsHtml() ? ForInstalling : "application/x-pem-file"))
            .DisableRateLimiting()
            .WithTags("Certificates")
            .WithSummary("The CA that signs the gateway's certificate, in PEM.");
    }
}
