using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Devices.Trust;

/// <summary>Certificates: to look at for owners, and to renew for the command line of whoever owns the data directory.</summary>
internal static class LocalCertificatesApi
{
    public const string Path = "/local/certificates";
    public const string RenewPath = Path + "/ca";
    public const string RenewHouseholdPath = Path + "/household";
    public const string IssuePath = Path + "/issued";

    public static void MapLocalCertificates(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/certificates", Show)
            .WithTags("Access")
            .WithSummary("The CA, the server certificate, and which CA each device trusts.")
            .RequireAuthorization(AccessPolicies.Own);
        routes.MapGet(Path, Show).LocalOnly();
        routes.MapPost(RenewPath, Renew).LocalOnly()
            .Audited("certificates.renew_ca", (_, answer) => new AuditSubject(((CertificatesView)answer!).Ca.Id, null));
        routes.MapPost(RenewHouseholdPath, RenewHousehold).LocalOnly()
            .Audited("certificates.renew_household",
                (_, answer) => new AuditSubject(((CertificatesView)answer!).Household!.Subject, null));
        routes.MapPost(IssuePath, Issue).LocalOnly()
            .Audited("certificates.issue",
                (_, answer) => new AuditSubject(null, string.Join(", ", ((IssuedCertificate)answer!).Names)));
    }

    private static Results<Ok<IssuedCertificate>, ValidationProblem> Issue(
        CertificateRequestBody request, ServerCertificates certificates, TimeProvider time) =>
        IssuedCertificate.ProblemOf(request.Names) is { } problem
            ? TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["names"] = [problem] })
            : TypedResults.Ok(IssuedCertificate.Make(certificates.Authority, request.Names!, time.GetUtcNow()));

    private static Ok<CertificatesView> Show(CertificatesViews views) => TypedResults.Ok(views.Now());

    private static Results<Ok<CertificatesView>, ProblemHttpResult> Renew(
        ServerCertificates certificates, DeviceRegistry devices, SettingsRegistry settings, CertificatesViews views,
        TimeProvider time)
    {
        var authority = certificates.Authority;
        if (authority.WhyNotFollowed is { } reason) return Refuse(reason);
        if (Stranded(authority, devices, settings, time.GetUtcNow()) is { Count: > 0 } names)
        {
            return Refuse(
                $"{CertificateAuthority.MaxEarlier} earlier CAs still vouch for this one, and no more can. The " +
                $"first of them is all that these devices trust, as far as they have said: {string.Join(", ", names)}. Let them connect first.");
        }

        try
        {
            certificates.RenewAuthority();
            return TypedResults.Ok(views.Now());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refuse($"The new CA could not be kept, and the present one stays in use: {exception.Message}",
                StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static Results<Ok<CertificatesView>, ProblemHttpResult> RenewHousehold(
        ServerCertificates certificates, CertificatesViews views)
    {
        try
        {
            certificates.RenewHousehold();
            return TypedResults.Ok(views.Now());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refuse(
                $"The new household root could not be kept, and the present one stays in use: {exception.Message}",
                StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static List<string> Stranded(
        CertificateAuthority authority, DeviceRegistry devices, SettingsRegistry settings, DateTimeOffset now)
    {
        var leftBehind = authority.LeftBehind(now).Select(earlier => earlier.Id).ToHashSet();
        return
        [
            .. from device in devices.Active
               let reported = settings.Of(device).Reported
               where reported is { CaId: { } id, NextCaId: null } && leftBehind.Contains(id)
               select device.Name,
        ];
    }

    private static ProblemHttpResult Refuse(string detail, int status = StatusCodes.Status409Conflict) =>
        TypedResults.Problem(detail, statusCode: status);
}
