using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard;

/// <summary>Browsers of people who are signed in.</summary>
internal static class PageSession
{
    public static PageBrowser Browser(this GatewayHost gateway, string person = "Ben", TokenRole role = TokenRole.Owner)
    {
        var browser = new PageBrowser(gateway);
        var (_, secret) = gateway.Services.GetRequiredService<SessionRegistry>().Begin(person, role, "Firefox on Linux");
        browser.Cookies.Add(new Cookie(SessionCookie.Name, secret, "/", "localhost") { Secure = true });
        return browser;
    }
}
