namespace System.Net;

public class HttpWebResponse : WebResponse
{
    private readonly HttpResponseMessage _response;

    internal HttpWebResponse(HttpResponseMessage response) => _response = response;

    public HttpStatusCode StatusCode => _response.StatusCode;

    /// <summary>Length of the body in bytes; −1 where the server did not say.</summary>
    public long ContentLength => _response.Content.Headers.ContentLength ?? -1;

    public override Stream GetResponseStream() => _response.Content.ReadAsStream();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _response.Dispose();
        base.Dispose(disposing);
    }
}
