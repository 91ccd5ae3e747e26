using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Certificates;

/// <summary>The household root as phones and computers install it.</summary>
internal static class HouseholdFiles
{
    public const string Certificate = "/household.crt";

    /// <summary>For iOS and macOS, where a profile says what it is (Apple, Configuration Profile Reference).</summary>
    public const string Profile = "/household.mobileconfig";

    private const int UuidBytes = 16;

    public static void MapHouseholdFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Certificate, GetCertificate)
            .WithMetadata(new InTheClear(IsForAnybody: true))
            .DisableRateLimiting()
            .WithTags("Certificates")
            .WithSummary("What browsers install to trust the gateway, in PEM: a root that can vouch for names of a home only.");
        routes.MapGet(Profile, GetProfile)
            .WithMetadata(new InTheClear(IsForAnybody: true))
            .DisableRateLimiting()
            .WithTags("Certificates")
            .WithSummary("The same as a profile for iOS and macOS.");
    }

    private static Results<ContentHttpResult, ProblemHttpResult> GetCertificate(ServerCertificates certificates) =>
        certificates.Household is { } household
            ? TypedResults.Text(household.Pem, "application/x-x509-ca-cert")
            : TypedResults.Problem(
                "There is no household root: it could not be kept. The log says why.", statusCode: StatusCodes.Status404NotFound);

    private static Results<ContentHttpResult, ProblemHttpResult> GetProfile(ServerCertificates certificates) =>
        certificates.Household is { } household
            ? TypedResults.Text(ProfileOf(household), "application/x-apple-aspen-config")
            : TypedResults.Problem(
                "There is no household root: it could not be kept. The log says why.", statusCode: StatusCodes.Status404NotFound);

    // The same certificate is the same profile: installing it again replaces it.
    private static string ProfileOf(HouseholdRoot household)
    {
        var der = household.Certificate.RawData;
        var name = household.Certificate.GetNameInfo(
            System.Security.Cryptography.X509Certificates.X509NameType.SimpleName, forIssuer: false);
        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
            <plist version="1.0"><dict>
            <key>PayloadType</key><string>Configuration</string>
            <key>PayloadVersion</key><integer>1</integer>
            <key>PayloadIdentifier</key><string>plantops.household</string>
            <key>PayloadUUID</key><string>{UuidOf(der, "profile")}</string>
            <key>PayloadDisplayName</key><string>PlantOps</string>
            <key>PayloadDescription</key><string>Lets this device trust PlantOps in your home. It can vouch for names and addresses of a home only.</string>
            <key>PayloadContent</key><array><dict>
            <key>PayloadType</key><string>com.apple.security.root</string>
            <key>PayloadVersion</key><integer>1</integer>
            <key>PayloadIdentifier</key><string>plantops.household.root</string>
            <key>PayloadUUID</key><string>{UuidOf(der, "root")}</string>
            <key>PayloadDisplayName</key><string>{name}</string>
            <key>PayloadContent</key><data>{Convert.ToBase64String(der)}</data>
            </dict></array>
            </dict></plist>

            """;
    }

    private static string UuidOf(byte[] certificate, string part)
    {
        var hash = SHA256.HashData([.. certificate, .. Encoding.ASCII.GetBytes(part)]);
        return new Guid(hash.AsSpan(0, UuidBytes), bigEndian: true).ToString().ToUpperInvariant();
    }
}
