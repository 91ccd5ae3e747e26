using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Settings;

/// <summary>Browsers of people who are signed in.</summary>
internal static class SettingsBrowser
{
    public static PageBrowser SignedIn(this GatewayHost gateway, string role, string language = "en")
    {
        var browser = new PageBrowser(gateway);
        browser.Headers("Accept-Language", language);
        var (_, secret) = gateway.Services.GetRequiredService<SessionRegistry>().Begin("Ben", TokenRoles.Parse(role)!.Value,
            "Firefox");
        browser.Cookies.Add(new Cookie(SessionCookie.Name, secret, "/", "localhost") { Secure = true });
        return browser;
    }

    /// <summary>What the audit log says, the newest first.</summary>
    public static IEnumerable<string> Audited(this GatewayHost gateway) =>
        gateway.Services.GetRequiredService<AuditLog>().Read(null, 50).Select(entry => $"{entry.Who} {entry.What}");
}
