using System.Text;
using Microsoft.Net.Http.Headers;

namespace PlantOps.Gateway.Web.Problems;

/// <summary>
/// JSON in a charset that is not known is answered 415, and a charset in quotes is read without them: where a body is bound
/// both would count as the gateway's own fault.
/// </summary>
internal static class UnknownCharsets
{
    public static void UseUnknownCharsets(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (!request.HasJsonContentType() || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.Charset.HasValue)
            return next(context);
        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        if (!IsKnown(charset.ToString()))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Task.CompletedTask;
        }

        if (charset.Length < type.Charset.Length)
        {
            type.Charset = charset;
            request.ContentType = type.ToString();
        }

        return next(context);
    });

    private static bool IsKnown(string charset)
    {
        try
        {
            Encoding.GetEncoding(charset);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
