using System.Buffers.Text;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Devices;

/// <summary>
/// Lets a device in that shows its MQTT user name and password, by HTTP's Basic scheme. A wrong one costs time, as over MQTT; the
/// right one is never made to wait.
/// </summary>
internal sealed partial class DeviceAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, DeviceRegistry devices,
    [FromKeyedServices(DeviceAuthentication.SchemeName)] LoginThrottle throttle, AccessMetrics metrics, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Basic";

    private const string Prefix = SchemeName + " ";

    /// <summary>Longest user name and password, in bytes: those of devices have some tens.</summary>
    private const int MaxBytes = 512;

    private TimeSpan _wait;

    /// <summary>Whether a request shows a device's password.</summary>
    public static bool IsFor(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsFor(Request)) return AuthenticateResult.NoResult();
        if (Find(Request.Headers.Authorization.ToString()[Prefix.Length..].Trim()) is { } device)
        {
            Claim[] claims =
            [
                new(ClaimTypes.Name, device.Id), new(ClaimTypes.NameIdentifier, device.Id),
                new(ClaimTypes.Role, AccessPolicies.Device),
            ];
            var user = new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName));
            return AuthenticateResult.Success(new AuthenticationTicket(user, SchemeName));
        }

        var key = AddressKey.Of(Context.Connection.RemoteIpAddress);
        _wait = throttle.Wait(key);
        metrics.Failed("device");
        if (_wait > TimeSpan.Zero) return AuthenticateResult.Fail("Too many failed attempts.");
        Log.WrongPassword(Logger, key);
        await Task.Delay(throttle.Failed(key), time, Context.RequestAborted);
        return AuthenticateResult.Fail("There is no such device, or its password is another one.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_wait > TimeSpan.Zero) return TooManyAttempts.Answer(_wait).ExecuteAsync(Context);
        Response.Headers.WWWAuthenticate = $"{SchemeName} realm=\"PlantOps\"";
        return TypedResults.Problem(
                "There is no device with this user name and password.",
                statusCode: StatusCodes.Status401Unauthorized,
                title: "Not signed in")
            .ExecuteAsync(Context);
    }

    // The password may hold a colon, the user name may not (RFC 7617, 2).
    private Device? Find(string base64)
    {
        if (base64.Length > MaxBytes || !Base64.IsValid(base64)) return null;
        ReadOnlySpan<byte> text = Convert.FromBase64String(base64);
        var colon = text.IndexOf((byte)':');
        return colon > 0 ? devices.Authenticate(Encoding.UTF8.GetString(text[..colon]), text[(colon + 1)..]) : null;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1002, Level = LogLevel.Debug, Message = "A wrong device password from {Address}")]
        public static partial void WrongPassword(ILogger logger, string address);
    }
}

internal static class DeviceAuthenticationServices
{
    /// <summary>Beside tokens and sessions, by what a request shows.</summary>
    public static IServiceCollection AddDeviceAuthentication(this IServiceCollection services)
    {
        services.AddTransient<DeviceAuthentication>();
        services.AddKeyedSingleton(DeviceAuthentication.SchemeName, (provider, _) =>
            new LoginThrottle(provider.GetRequiredService<TimeProvider>(), ThrottleLimits.Default));
        services.Configure<AuthenticationOptions>(options =>
            options.AddScheme<DeviceAuthentication>(DeviceAuthentication.SchemeName, displayName: null));
        services.PostConfigure<AuthenticationSchemeOptions>(BearerAuthentication.SchemeName, options =>
        {
            var others = options.ForwardDefaultSelector;
            options.ForwardDefaultSelector = context =>
                DeviceAuthentication.IsFor(context.Request) ? DeviceAuthentication.SchemeName : others?.Invoke(context);
        });
        return services;
    }
}
