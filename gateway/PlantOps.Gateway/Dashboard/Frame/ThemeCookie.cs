using PlantOps.Gateway.Access.Sessions;

namespace PlantOps.Gateway.Dashboard.Frame;

/// <summary>What a browser shall look like: a thing of the browser, not of whoever uses it.</summary>
internal static class ThemeCookie
{
    public const string Light = "light";
    public const string Dark = "dark";

    private const string Name = "__Host-plantops-theme";

    /// <returns><see langword="null"/> where it looks like its system.</returns>
    public static string? Read(HttpRequest request) => request.Cookies[Name] is (Light or Dark) and var theme ? theme : null;

    public static void Write(HttpResponse response, string? theme) => response.Cookies.Append(
        Name, theme ?? string.Empty, SessionCookie.Options(theme is null ? TimeSpan.Zero : Session.Lifetime));
}
