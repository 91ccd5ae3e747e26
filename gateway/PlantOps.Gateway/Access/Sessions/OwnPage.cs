using Microsoft.Net.Http.Headers;

namespace PlantOps.Gateway.Access.Sessions;

/// <summary>Another site can make a browser send a request, cookie included, but not what the browser says of it.</summary>
internal static class OwnPage
{
    /// <summary>What a browser says of where a request comes from (W3C Fetch Metadata Request Headers).</summary>
    private const string FetchSite = "Sec-Fetch-Site";

    private const string SameOrigin = "same-origin";

    /// <summary>Whether a request changes nothing, or comes from a page of this gateway.</summary>
    public static bool Sent(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) return true;
        if (request.Headers[FetchSite].ToString() is { Length: > 0 } site) return site == SameOrigin;
        return request.Headers[HeaderNames.Origin].ToString() == $"{request.Scheme}://{request.Host}";
    }
}
