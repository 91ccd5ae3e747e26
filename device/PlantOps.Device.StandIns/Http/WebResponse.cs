namespace System.Net;

public abstract class WebResponse : MarshalByRefObject, IDisposable
{
    public abstract Stream GetResponseStream();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
