using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Net.Http.Headers;
using RazorSlices;

namespace PlantOps.Gateway.Dashboard.Frame;

/// <summary>
/// A page, or a part of one. Made whole before anything is sent, so that what goes wrong is an error page and not half a page.
/// </summary>
/// <param name="slice">What is shown.</param>
/// <param name="status">Of the answer.</param>
/// <param name="connect">Another origin that the page's scripts may ask.</param>
/// <param name="referrer">Who is told the page's address (W3C Referrer Policy).</param>
internal sealed class HtmlPage(
    RazorSlice slice, int status = StatusCodes.Status200OK, string? connect = null, string referrer = "same-origin") : IResult
{
    /// <summary>Umlauts and degrees stay as they are; what is mark-up does not.</summary>
    public static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var whole = await Render(httpContext.RequestAborted);
        var encoding = PageEncoding.Of(httpContext.Request);
        var body = PageEncoding.Pack(whole, encoding);
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        if (encoding is not null) response.Headers.ContentEncoding = encoding;
        Describe(response.Headers);
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    private async Task<ReadOnlyMemory<byte>> Render(CancellationToken cancellationToken)
    {
        using (slice)
        {
            var whole = new MemoryStream();
            var writer = PipeWriter.Create(whole, new StreamPipeWriterOptions(leaveOpen: true));
            await slice.RenderAsync(writer, Encoder, cancellationToken);
            await writer.CompleteAsync();
            return whole.GetBuffer().AsMemory(0, (int)whole.Length);
        }
    }

    private void Describe(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
            + $"connect-src 'self'{(connect is null ? "" : " ")}{connect}; form-action 'self'; "
            + "manifest-src 'self'; worker-src 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = referrer;
        headers.CacheControl = "private, no-store";
        headers.Append(HeaderNames.Vary, "Accept-Encoding, Accept-Language, Cookie, HX-Request");
    }
}
