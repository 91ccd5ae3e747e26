namespace System.Net;

/// <summary>nanoFramework's web request: the part of it that the device uses.</summary>
public abstract class WebRequest : MarshalByRefObject, IDisposable
{
    public static WebRequest Create(string requestUriString) => new HttpWebRequest(new Uri(requestUriString));

    public abstract Stream GetRequestStream();

    public abstract WebResponse GetResponse();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
