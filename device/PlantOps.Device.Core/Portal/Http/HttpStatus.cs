namespace PlantOps.Device.Core.Portal.Http;

/// <summary>The statuses that the portal answers with (RFC 9110, RFC 6585) and their lines.</summary>
internal static class HttpStatus
{
    /// <summary>No status: the connection ended before a request began.</summary>
    public const int None = 0;
    public const int Ok = 200;
    public const int Found = 302;
    public const int SeeOther = 303;
    public const int BadRequest = 400;
    public const int NotFound = 404;
    public const int MethodNotAllowed = 405;
    public const int RequestTimeout = 408;
    public const int LengthRequired = 411;
    public const int ContentTooLarge = 413;
    public const int UnsupportedMediaType = 415;
    public const int HeadTooLarge = 431;
    public const int NotImplemented = 501;
    public const int VersionNotSupported = 505;

    /// <summary>Status code and reason, as in a status line.</summary>
    public static string Line(int status)
    {
        switch (status)
        {
            case Ok: return "200 OK";
            case Found: return "302 Found";
            case SeeOther: return "303 See Other";
            case NotFound: return "404 Not Found";
            case MethodNotAllowed: return "405 Method Not Allowed";
            case RequestTimeout: return "408 Request Timeout";
            case LengthRequired: return "411 Length Required";
            case ContentTooLarge: return "413 Content Too Large";
            case UnsupportedMediaType: return "415 Unsupported Media Type";
            case HeadTooLarge: return "431 Request Header Fields Too Large";
            case NotImplemented: return "501 Not Implemented";
            case VersionNotSupported: return "505 HTTP Version Not Supported";
            default: return "400 Bad Request";
        }
    }
}
