namespace PlantOps.Gateway.Access.Sessions;

/// <summary>
/// The cookie that a browser shows: for this host alone, over TLS alone, out of reach of scripts (RFC 6265bis, 4.1.3.2).
/// </summary>
internal static class SessionCookie
{
    public const string Name = "__Host-plantops";

    public static string? Read(HttpRequest request) => request.Cookies[Name] is { Length: > 0 } secret ? secret : null;

    public static void Write(HttpResponse response, string secret) =>
        response.Cookies.Append(Name, secret, Options(Session.Lifetime));

    public static void Clear(HttpResponse response) => response.Cookies.Append(Name, string.Empty, Options(TimeSpan.Zero));

    /// <summary>What every cookie of the gateway is like.</summary>
    public static CookieOptions Options(TimeSpan lifetime) => new()
    {
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = lifetime,
        IsEssential = true,
    };
}
