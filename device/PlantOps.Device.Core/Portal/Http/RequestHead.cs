using System.Text;

namespace PlantOps.Device.Core.Portal.Http;

/// <summary>Request line and header fields of an HTTP/1.1 request (RFC 9112), as far as the portal needs them.</summary>
internal sealed class RequestHead
{
    // A content length of more digits is too large whatever it says.
    private const int MaxLengthDigits = 6;

    /// <summary>A form is sent; otherwise a page is asked for.</summary>
    public bool IsPost { get; private set; }

    /// <summary>Only the head of the answer is wanted.</summary>
    public bool IsHead { get; private set; }

    /// <summary>The path without its query.</summary>
    public string Path { get; private set; } = string.Empty;

    /// <summary>Whom the phone believes to speak to; empty where it does not say.</summary>
    public string Host { get; private set; } = string.Empty;

    /// <summary>The phone asks by the captive portal API (RFC 8908).</summary>
    public bool WantsCaptiveApi { get; private set; }

    /// <summary>Bytes of the body; −1 where the request does not say.</summary>
    public int ContentLength { get; private set; }

    private bool IsForm { get; set; }

    private bool IsChunked { get; set; }

    /// <summary>Reads a head that ends with its empty line; <see cref="HttpStatus.Ok"/>, or what is wrong with it.</summary>
    public int Parse(byte[] data, int length)
    {
        Host = string.Empty;
        WantsCaptiveApi = IsForm = IsChunked = false;
        ContentLength = -1;
        int end = LineEnd(data, 0, length);
        int status = RequestLine(data, end);
        for (int start = end + 2; status == HttpStatus.Ok && start < length - 2; start = end + 2)
        {
            end = LineEnd(data, start, length);
            status = Field(data, start, end);
        }

        return status == HttpStatus.Ok ? Judge() : status;
    }

    private int Judge()
    {
        if (IsChunked)
        {
            return HttpStatus.NotImplemented;
        }

        if (!IsPost)
        {
            return ContentLength > 0 ? HttpStatus.BadRequest : HttpStatus.Ok;
        }

        if (ContentLength < 0)
        {
            return HttpStatus.LengthRequired;
        }

        return IsForm ? HttpStatus.Ok : HttpStatus.UnsupportedMediaType;
    }

    private int RequestLine(byte[] data, int end)
    {
        int method = ByteText.IndexOf(data, ' ', 0, end);
        int target = method < 0 ? -1 : ByteText.IndexOf(data, ' ', method + 1, end);
        if (target < 0 || data[method + 1] != '/')
        {
            return HttpStatus.BadRequest;
        }

        if (!ByteText.StartsWith(data, target + 1, end, "http/1."))
        {
            return HttpStatus.VersionNotSupported;
        }

        IsPost = method == 4 && ByteText.StartsWith(data, 0, end, "post");
        IsHead = method == 4 && ByteText.StartsWith(data, 0, end, "head");
        bool isGet = method == 3 && ByteText.StartsWith(data, 0, end, "get");
        int query = ByteText.IndexOf(data, '?', method + 1, target);
        Path = Text(data, method + 1, query < 0 ? target : query);
        return IsPost || IsHead || isGet ? HttpStatus.Ok : HttpStatus.MethodNotAllowed;
    }

    private int Field(byte[] data, int start, int end)
    {
        int colon = ByteText.IndexOf(data, ':', start, end);
        if (colon <= start || data[colon - 1] == ' ' || data[start] == ' ')
        {
            // Also a folded line, and a space before the colon: RFC 9112, 5.1 and 5.2.
            return HttpStatus.BadRequest;
        }

        int value = colon + 1;
        while (value < end && (data[value] == ' ' || data[value] == '\t'))
        {
            value++;
        }

        int name = colon - start;
        if (name == 4 && ByteText.StartsWith(data, start, colon, "host"))
        {
            Host = Text(data, value, end);
        }
        else if (name == 6 && ByteText.StartsWith(data, start, colon, "accept"))
        {
            WantsCaptiveApi = ByteText.Contains(data, value, end, "application/captive+json");
        }
        else if (name == 12 && ByteText.StartsWith(data, start, colon, "content-type"))
        {
            IsForm = ByteText.StartsWith(data, value, end, "application/x-www-form-urlencoded");
        }
        else if (name == 17 && ByteText.StartsWith(data, start, colon, "transfer-encoding"))
        {
            IsChunked = true;
        }
        else if (name == 14 && ByteText.StartsWith(data, start, colon, "content-length"))
        {
            return Length(data, value, end);
        }

        return HttpStatus.Ok;
    }

    private int Length(byte[] data, int start, int end)
    {
        int length = 0;
        for (int i = start; i < end; i++)
        {
            if (data[i] < '0' || data[i] > '9')
            {
                return HttpStatus.BadRequest;
            }

            if (i - start >= MaxLengthDigits)
            {
                return HttpStatus.ContentTooLarge;
            }

            length = (length * 10) + data[i] - '0';
        }

        // Two lengths are two meanings of one request: RFC 9112, 6.3.
        bool isClear = end > start && (ContentLength < 0 || ContentLength == length);
        ContentLength = length;
        return isClear ? HttpStatus.Ok : HttpStatus.BadRequest;
    }

    private static int LineEnd(byte[] data, int start, int length)
    {
        int end = start;
        while (end < length - 2 && !(data[end] == '\r' && data[end + 1] == '\n'))
        {
            end++;
        }

        return end;
    }

    private static string Text(byte[] data, int start, int end) => Encoding.UTF8.GetString(data, start, end - start);
}
